private import Statistics

/// A number about a suite as a whole, of which a single run has none.
package struct SuiteMetric: Sendable {
    /// The word people type.
    package let name: String
    /// The column and JSON key.
    package let column: String
    package let unit: MetricUnit
    package let definition: String
    package let value: @Sendable (SuiteSummary) -> Double?

    package static let all: [SuiteMetric] = [
        SuiteMetric(
            name: "requests",
            unit: .count,
            definition: "runs that succeeded or failed",
            value: { Double($0.requests) }
        ),
        SuiteMetric(
            name: "successes",
            column: "success_count",
            unit: .count,
            definition: "runs that succeeded",
            value: { Double($0.successes.count) }
        ),
        SuiteMetric(
            name: "errors",
            column: "error_count",
            unit: .count,
            definition: "runs that failed",
            value: { Double($0.errors) }
        ),
        SuiteMetric(
            name: "error_rate",
            unit: .fraction,
            definition: "errors over requests; null when none ended",
            value: { $0.requests == 0 ? nil : Double($0.errors) / Double($0.requests) }
        ),
        SuiteMetric(
            name: "cancelled",
            column: "cancelled_count",
            unit: .count,
            definition: "runs that were stopped",
            value: { Double($0.cancelled) }
        ),
        SuiteMetric(
            name: "wall_ms",
            unit: .milliseconds,
            definition: "from the first run's start to the last one's end",
            value: { $0.wall }
        ),
        SuiteMetric(
            name: "requests_per_second",
            unit: .requestsPerSecond,
            definition: "successful runs over the wall time",
            value: { $0.perSecond(Double($0.successes.count)) }
        ),
        SuiteMetric(
            name: "system_tps",
            unit: .tokensPerSecond,
            definition: "output tokens of all successful runs over the wall time",
            value: { summary in
                summary.successes.contains { $0.tokens.output != nil }
                    ? summary.perSecond(
                        Double(summary.successes.reduce(0) { $0 + ($1.tokens.output ?? 0) })
                    )
                    : nil
            }
        ),
        SuiteMetric(
            name: "in_flight",
            unit: .count,
            definition: "requests in flight, mean over the wall time",
            value: { $0.inFlightMean }
        ),
        SuiteMetric(
            name: "in_flight_max",
            unit: .count,
            definition: "requests in flight, at most",
            value: { $0.runs.isEmpty ? nil : Double($0.inFlightMax) }
        ),
        SuiteMetric(
            name: "coalesced_share",
            unit: .fraction,
            definition: "share of chunks that shared a read with an earlier one",
            value: { $0.coalescedShare }
        ),
        SuiteMetric(
            name: "lane_pause_p99_ms",
            unit: .milliseconds,
            definition: "p99 of how long lanes stood idle between two runs",
            value: { Distribution($0.lanePauses).percentile(0.99) }
        ),
    ]

    /// The suite metric with that name or column, nil when there is none.
    package static func named(_ name: String) -> SuiteMetric? {
        all.first { $0.name == name || $0.column == name }
    }

    private init(
        name: String,
        column: String? = nil,
        unit: MetricUnit,
        definition: String,
        value: @escaping @Sendable (SuiteSummary) -> Double?
    ) {
        self.name = name
        self.column = column ?? name
        self.unit = unit
        self.definition = definition
        self.value = value
    }
}

extension SuiteSummary {
    fileprivate func perSecond(_ count: Double) -> Double? {
        guard let wall, wall > 0 else { return nil }
        return count / wall * 1000
    }

    private var spans: [Statistics.Span] {
        runs.map { Statistics.Span(start: $0.startOffset, end: $0.startOffset + $0.end) }
    }

    fileprivate var inFlightMean: Double? { timeWeightedMean(spans) }

    fileprivate var inFlightMax: Int { maximumOverlap(spans) }
}
