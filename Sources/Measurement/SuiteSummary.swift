package import Statistics
private import Synchronization

/// What a suite's runs add up to; the source of every figure shown about a suite.
///
/// Latency and speed are over successful runs. Errors and cancelled runs are counted apart.
package struct SuiteSummary: Sendable {
    /// Runs that ended, of any outcome, in the order of their numbers.
    package let runs: [Run]
    package let successes: [Run]
    /// How many runs failed, by kind, the most frequent first.
    package let errorsByKind: [(kind: ErrorKind, count: Int)]
    package let cancelled: Int
    /// From the first start to the last end, in milliseconds; nil when nothing ran.
    package let wall: Double?

    /// Sums up runs; those of one target only when `target` is given.
    package init(runs all: [Run], target: Target? = nil) {
        let runs = all.filter { target == nil || $0.target == target }
            .sorted { $0.number < $1.number }
        self.runs = runs
        successes = runs.filter(\.outcome.isSuccess)
        cancelled = runs.count { $0.outcome == .cancelled }
        var counts: [ErrorKind: Int] = [:]
        for run in runs {
            if let kind = run.outcome.failure?.kind { counts[kind, default: 0] += 1 }
        }
        errorsByKind = counts.map { (kind: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.kind.rawValue) < ($0.count, $1.kind.rawValue) }
        if let first = runs.map(\.startOffset).min(),
            let last = runs.map({ $0.startOffset + $0.end }).max()
        {
            wall = last - first
        } else {
            wall = nil
        }
    }

    private let distributions = Distributions()

    /// The values of a metric over the successful runs; pooled where the metric is.
    ///
    /// Put in order once, as every table asks for it again.
    package func distribution(of metric: Metric) -> Distribution {
        distributions.named(metric.name) {
            Distribution(successes.flatMap { metric.samples($0) })
        }
    }

    /// The sum of a metric over the successful runs; nil when no run has a value.
    package func total(of metric: Metric) -> Double? {
        let values = successes.flatMap { metric.samples($0) }
        return values.isEmpty ? nil : values.reduce(0, +)
    }

    package var errors: Int { errorsByKind.reduce(0) { $0 + $1.count } }

    /// Runs that succeeded or failed; cancelled ones were never attempted to the end.
    package var requests: Int { successes.count + errors }

    /// Whether any token count is our estimate, so that sums are shown as `≈`.
    package var isEstimated: Bool { successes.contains { $0.tokens.source == .estimated } }
}

/// Distributions that were asked for before.
private final class Distributions: Sendable {
    private let known = Mutex<[String: Distribution]>([:])

    func named(_ name: String, otherwise make: () -> Distribution) -> Distribution {
        if let distribution = known.withLock({ $0[name] }) { return distribution }
        let distribution = make()
        known.withLock { $0[name] = distribution }
        return distribution
    }
}
