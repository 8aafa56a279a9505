import Measurement
import Statistics
import Text

/// What it took to open connections, which no time of a run contains.
enum Opening {
    /// The medians over some runs: `a connection: dns 0.1 ms, connect 0.3 ms, tls 12.0 ms`.
    static func words(of runs: [Run]) -> String {
        let phases = ["dns", "connect", "tls"].compactMap(Metric.named).compactMap { metric in
            Distribution(runs.compactMap(metric.value)).median
                .map { "\(metric.name) \(Figure.phrase($0, unit: metric.unit))" }
        }
        return "a connection" + (phases.isEmpty ? "" : ": " + phases.joined(separator: ", "))
    }

    /// How many of a suite's runs opened one, and why where it was not asked for; nil where none did.
    static func words(_ suite: Suite, _ summary: SuiteSummary) -> String? {
        let opening = summary.runs.filter { $0.phases.madeConnection }
        guard !opening.isEmpty else { return nil }
        let count =
            opening.count == summary.runs.count
            ? "each run" : "\(opening.count) of \(Count.text(summary.runs.count, "run"))"
        let reason =
            suite.request.connection == .warm
            ? ", though it was to be warm (the server closes it)" : ""
        return "\(count) opened \(words(of: opening))\(reason)"
    }
}
