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
                let width = isFile ? nil : session.output.width
                let report = SuiteReport(
                    suite,
                    summary,
                    width: width,
                    style: style
                )
                let instrument = InstrumentReport(
                    suite,
                    summary,
                    width: width,
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
                let wrapped = settings.flatMap { line in
                    width.map { line.wrapped(to: $0, hanging: 4) } ?? [line]
                }
                try Show.write(
                    (report.lines + [""] + instrument.lines + wrapped).joined(separator: "\n")
                        + "\n",
                    call,
                    session
                )
            case .html:
                let instrument = InstrumentReport(suite, summary)
                let page = Page(suite, summary, instrument: instrument.facts)
                try Show.write(page.text, call, session)
            case .json, .jsonl:
                try Show.write(SuiteDetail(suite, summary).json.text + "\n", call, session)
            default:
                try Show.emit(SuiteDetail(suite, summary).record.table, call, session)
            }
        }
    )
}
