package import Statistics

/// A figure that a suite's runs add up to: a column of the view `suites` and a key of its JSON.
package struct SuiteFigure: Sendable {
    package let column: String
    package let unit: MetricUnit
    /// One line, without a full stop.
    package let meaning: String
    /// The metric and the statistic of it; nil for counts and totals.
    package let statistic: (metric: Metric, statistic: Statistic)?
    private let value: @Sendable (SuiteSummary) -> Double?

    /// Every figure: counts, the statistics of the headline metrics, totals and rates.
    package static let all: [SuiteFigure] =
        metrics(["requests", "successes", "errors", "cancelled", "error_rate"])
        + Metric.summarised.flatMap { metric in Statistic.all.map { of(metric, $0) } }
        + Metric.totalled.map(total)
        + metrics([
            "requests_per_second", "system_tps", "in_flight", "in_flight_max", "coalesced_share",
            "lane_pause_p99_ms",
        ])

    /// The figures of a summary that it defines, by column.
    ///
    /// Of runs of several targets there are only counts, totals and rates: one average of them
    /// would be true of none.
    package static func values(of summary: SuiteSummary) -> [String: Double] {
        let first = summary.runs.first?.target
        let isMixed = summary.runs.contains { $0.target != first }
        var values: [String: Double] = [:]
        for figure in all where figure.statistic == nil || !isMixed {
            values[figure.column] = figure.value(summary)
        }
        return values
    }

    private static func of(_ metric: Metric, _ statistic: Statistic) -> SuiteFigure {
        SuiteFigure(
            column: statistic.column(of: metric),
            unit: metric.unit,
            meaning: "\(statistic.name) of \(metric.name) over the successful runs",
            statistic: (metric, statistic),
            value: { statistic.value($0.distribution(of: metric)) }
        )
    }

    private static func total(_ metric: Metric) -> SuiteFigure {
        SuiteFigure(
            column: "total_\(metric.column)",
            unit: metric.unit,
            meaning: "sum of \(metric.name) over the successful runs",
            statistic: nil,
            value: { $0.total(of: metric) }
        )
    }

    private static func metrics(_ names: [String]) -> [SuiteFigure] {
        names.compactMap(SuiteMetric.named).map { metric in
            SuiteFigure(
                column: metric.column,
                unit: metric.unit,
                meaning: metric.definition,
                statistic: nil,
                value: metric.value
            )
        }
    }
}

extension Metric {
    /// Those of which a suite's summary shows the statistics, in that order.
    package static let summarised: [Metric] = [.ttft, .ttfb, .latency, .tps, .gap]

    /// Those of which it shows the sum.
    package static let totalled: [Metric] =
        ["input_tokens", "output_tokens", "cost_usd"].compactMap(named)
}

extension Statistic {
    /// The column of this statistic of a metric: `p95_ttft_ms`, `avg_tps`.
    package func column(of metric: Metric) -> String {
        "\(name)_\(metric.name)" + (metric.unit == .milliseconds ? "_ms" : "")
    }
}
