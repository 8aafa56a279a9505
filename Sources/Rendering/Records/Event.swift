package import Measurement
import Text

/// What a program that watches is told, one JSON object to a line, without the line feed.
package enum Event {
    /// A run ended: `suite_id`, `suite`, the columns of `RunField.all`, and `"stored": false` where
    /// the history has not taken it.
    package static func runMetric(_ run: Run, of suite: Suite, isStored: Bool = true) -> String {
        let remark: [(key: String, value: JSON)] = isStored ? [] : [("stored", .boolean(false))]
        return event("run_metric", suite, RunField.record(of: run).members + remark)
    }

    /// A suite ended: `suite_id`, and the members of `SuiteDetail`.
    package static func suiteComplete(_ suite: Suite, _ summary: SuiteSummary) -> String {
        let detail = SuiteDetail(suite, summary).members
        return event("suite_complete", suite, detail.filter { $0.key != "suite" && $0.key != "id" })
    }

    private static func event(
        _ name: String,
        _ suite: Suite,
        _ members: [(key: String, value: JSON)]
    ) -> String {
        let head: [(key: String, value: JSON)] = [
            ("event", .string(name)), ("suite_id", .string(suite.id)),
            ("suite", Cell(suite.number).json),
        ]
        return JSON.object(head + members).text
    }
}
