internal import BenchLanguage
internal import Measurement
internal import Rendering

extension Command {
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
}
