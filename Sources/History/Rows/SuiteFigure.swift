internal import Measurement
private import Statistics

/// A figure that a suite's runs add up to, stored when the suite ends.
struct SuiteFigure: Sendable {
    let column: String
    let meaning: String
    private let source: Source

    private enum Source {
        case count(@Sendable (SuiteSummary) -> Int)
        /// The sum of the metric with that name.
        case total(String)
        case mean(Metric)
        case percentile(Metric, Double)
    }

    static let all: [SuiteFigure] =
        [
            SuiteFigure(
                column: "success_count",
                meaning: "runs that succeeded",
                source: .count { $0.successes.count }
            ),
            SuiteFigure(
                column: "error_count",
                meaning: "runs that failed",
                source: .count { $0.errors }
            ),
            SuiteFigure(
                column: "cancelled_count",
                meaning: "runs that were stopped",
                source: .count { $0.cancelled }
            ),
        ]
        + spread(.ttft, "ttft_ms") + spread(.ttfb, "ttfb_ms") + spread(.latency, "latency_ms")
        + [mean(.tps, "tps")] + percentiles(.gap, "gap_ms")
        + [
            total("input_tokens", "total_input_tokens"),
            total("output_tokens", "total_output_tokens"),
            total("cost_usd", "total_cost_usd"),
        ]

    /// All figures of a summary that it defines, by column.
    static func values(of summary: SuiteSummary) -> [String: Double] {
        // Sorting is the cost, and the figures of a metric share it.
        var sorted: [String: Distribution] = [:]
        func distribution(_ metric: Metric) -> Distribution {
            if let known = sorted[metric.name] { return known }
            let distribution = summary.distribution(of: metric)
            sorted[metric.name] = distribution
            return distribution
        }
        // One average of several targets would be true of none of them.
        let isMixed = Set(summary.runs.map(\.target)).count > 1
        var values: [String: Double] = [:]
        for figure in all where !(isMixed && figure.isOfOneTarget) {
            values[figure.column] =
                switch figure.source {
                case .count(let count): Double(count(summary))
                case .total(let name): Metric.named(name).flatMap(summary.total)
                case .mean(let metric): distribution(metric).mean
                case .percentile(let metric, let share): distribution(metric).percentile(share)
                }
        }
        return values
    }

    /// Whether it describes the runs of a target rather than counting them.
    private var isOfOneTarget: Bool {
        switch source {
        case .count, .total: false
        case .mean, .percentile: true
        }
    }

    private static func spread(_ metric: Metric, _ column: String) -> [SuiteFigure] {
        [mean(metric, column)] + percentiles(metric, column)
    }

    private static func mean(_ metric: Metric, _ column: String) -> SuiteFigure {
        SuiteFigure(
            column: "avg_\(column)",
            meaning: "mean \(metric.name) of the successful runs",
            source: .mean(metric)
        )
    }

    private static func percentiles(_ metric: Metric, _ column: String) -> [SuiteFigure] {
        [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)].map { name, share in
            SuiteFigure(
                column: "\(name)_\(column)",
                meaning: "\(name) of \(metric.name) over the successful runs",
                source: .percentile(metric, share)
            )
        }
    }

    private static func total(_ metric: String, _ column: String) -> SuiteFigure {
        SuiteFigure(
            column: column,
            meaning: "sum of \(metric) over the successful runs",
            source: .total(metric)
        )
    }
}
