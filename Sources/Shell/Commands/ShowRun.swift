internal import BenchLanguage
internal import Measurement
internal import Rendering
internal import Text

extension Command {
    static let showRun = Command(
        forms: ["show run INT [of SUITE] \(Show.output)"],
        summary: "draw when the chunks of a run came, and where it stalled",
        details: "A stall is a silence of at least 20 ms and three times the run's median.",
        examples: ["show run 1", "show run 1 of last as json"],
        action: { call, session in
            let (suite, summary) = try session.suite(call.suite(after: "of"))
            let run = try session.run(call, of: suite, summary)
            switch Show.format(call, session) {
            case .table:
                let isFile = call.text(after: "to") != nil
                let report = RunReport(
                    run,
                    of: suite,
                    width: isFile ? nil : session.output.width,
                    style: isFile ? .plain : session.output.style
                )
                try Show.write(report.lines.map { $0 + "\n" }.joined(), call, session)
            case .html:
                try Show.write(Page(run, of: suite).text, call, session)
            case .json, .jsonl:
                try Show.write(RunField.record(of: run).json.text + "\n", call, session)
            default:
                try Show.emit(RunField.record(of: run).table, call, session)
            }
        }
    )
}
