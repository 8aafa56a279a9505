internal import BenchLanguage
internal import Measurement
internal import Rendering
internal import Text

extension Command {
    static let showSuite = Command(
        forms: ["show suite [SUITE] \(Show.output)"],
        summary: "show a suite's settings and figures",
        examples: ["show suite", "show suite last as json"],
        action: { call, session in
            let (suite, summary) = try session.suite(call.suite())
            let format = Show.format(call, session)
            switch format {
            case .table:
                let isFile = call.text(after: "to") != nil
                let style = isFile ? Style.plain : session.output.style
                let report = SuiteReport(
                    suite,
                    summary,
                    width: isFile ? nil : session.output.width,
                    style: style
                )
                let instrument = InstrumentReport(
                    suite,
                    summary,
                    calibration: try session.calibration(nearest: suite.concurrency),
                    style: style
                )
                let settings =
                    [
                        "",
                        "  status \(suite.status.rawValue)   max_tokens "
                            + "\(suite.request.maxTokens)   temperature "
                            + "\(Scalar.number(suite.request.temperature).text)   thinking "
                            + "\(suite.request.thinking.rawValue)   connection "
                            + suite.request.connection.rawValue,
                        "  prompt \(suite.request.prompt.onOneLine)",
                    ] + (suite.note.map { ["  note \($0.onOneLine)"] } ?? [])
                try Show.write(
                    (report.lines + [""] + instrument.lines + settings).joined(separator: "\n")
                        + "\n",
                    call,
                    session
                )
            case .html:
                let instrument = InstrumentReport(
                    suite,
                    summary,
                    calibration: try session.calibration(nearest: suite.concurrency)
                )
                let page = Page(suite, summary, instrument: instrument.facts)
                try Show.write(page.text, call, session)
            case .json, .jsonl:
                try Show.write(SuiteDetail(suite, summary).json.text + "\n", call, session)
            default:
                try Show.emit(SuiteDetail(suite, summary).record.table, call, session)
            }
        }
    )

    static let showRuns = Command(
        forms: ["show runs [of SUITE] \(Show.output)"],
        summary: "list a suite's runs with their metrics",
        details: "A table shows the main columns; the other formats give all of them.",
        examples: ["show runs", "show runs of last as csv"],
        action: { call, session in
            let (_, summary) = try session.suite(call.suite(after: "of"))
            let isTable = Show.format(call, session) == .table
            let table = RunField.table(
                of: summary.runs,
                isTable ? RunField.brief : RunField.all
            )
            try Show.emit(table, sparing: ["ttfb_ms", "error", "target"], call, session)
        }
    )

    static let showChunks = Command(
        forms: ["show chunks [INT] [of SUITE] \(Show.output)"],
        summary: "list when each chunk of a suite's runs arrived",
        details: "The number is the run's; without one the chunks of all runs are listed.",
        examples: ["show chunks 1", "show chunks of last as jsonl"],
        action: { call, session in
            let (suite, summary) = try session.suite(call.suite(after: "of"))
            let number = try call.integer()?.resolve(using: session.scope)
            let runs = summary.runs.filter { number == nil || $0.number == number }
            guard !runs.isEmpty else {
                throw Diagnostic.error(
                    "\(suite.called) has no run \(number.map(String.init) ?? "")",
                    at: call.integer()?.span,
                    label: "it has \(Count.text(summary.runs.count, "run"))"
                )
            }
            try Show.emit(ChunkTable.of(suite, runs), sparing: ["target"], call, session)
        }
    )

    static let showResponse = Command(
        forms: ["show response [INT] [of SUITE] \(Show.output)"],
        summary: "print what a run answered",
        details:
            "The number is the run's; without one it is the first. Without a format it is the bare "
            + "text.",
        examples: ["show response", "show response 1 of last"],
        action: { call, session in
            let (suite, summary) = try session.suite(call.suite(after: "of"))
            let run = try session.run(call, of: suite, summary)
            guard call.word(.format) == nil else {
                let columns = ["run", "target", "reasoning", "response"].map { Column($0) }
                let row: [Cell] = [
                    .integer(run.number), .text(run.target.description), .text(run.reasoning),
                    .text(run.response),
                ]
                return try Show.emit(Table(columns: columns, rows: [row]), call, session)
            }
            let text = run.response.isEmpty ? run.outcome.failure?.message ?? "" : run.response
            let isFile = call.text(after: "to") != nil
            try Show.write(
                (isFile ? text : text.onItsLines) + "\n",
                call,
                session
            )
        }
    )
}
