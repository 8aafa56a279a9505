package import Measurement
import Statistics

/// Which side of a comparison is better, and on what evidence.
///
/// Sides are held against each other by the Mann-Whitney test, p corrected after Holm for the
/// number of pairs; up to three sides each pair is, from four on each side against the first.
package struct ComparisonReport: Sendable {
    /// One target of a comparison, or one of two suites.
    package struct Side: Sendable {
        /// What the lines call it.
        package let name: String
        /// The runs it is judged by.
        package let summary: SuiteSummary

        /// A side under the name that the lines call it.
        package init(name: String, summary: SuiteSummary) {
            self.name = name
            self.summary = summary
        }
    }

    private let sides: [Side]
    private let metrics: [Metric]

    /// Compares the sides by each of the metrics.
    package init(_ sides: [Side], metrics: [Metric] = [.ttft, .latency, .tps]) {
        self.sides = sides
        self.metrics = metrics
    }

    /// One line for each metric and pair; none for a metric of which a side has no value.
    ///
    /// Metrics of which the same is to be said share a line, as where there are too few samples.
    package func lines(style: Style = .plain) -> [String] {
        var lines: [(metrics: [String], verdict: Verdict)] = []
        for verdict in metrics.flatMap(verdicts) {
            if let same = lines.firstIndex(where: { $0.verdict.words == verdict.words }) {
                lines[same].metrics.append(verdict.metric.name)
            } else {
                lines.append(([verdict.metric.name], verdict))
            }
        }
        return lines.map { metrics, verdict in
            let role: Style.Role = verdict.isEvident ? .strong : .dim
            return Enumeration.text(metrics, "and") + ": " + style(role, verdict.words)
        }
    }

    private var pairs: [(Side, Side)] {
        guard sides.count > 3, let first = sides.first else {
            return sides.indices.flatMap { i in
                sides[(i + 1)...].map { (sides[i], $0) }
            }
        }
        return sides.dropFirst().map { (first, $0) }
    }

    private func verdicts(_ metric: Metric) -> [Verdict] {
        let pairs = pairs
        let significance = 0.05 / Double(max(1, pairs.count))
        let known = pairs.compactMap { left, right in
            Difference(
                from: left.summary.distribution(of: metric).sorted,
                to: right.summary.distribution(of: metric).sorted,
                confidence: 1 - significance
            ).map { (left: left.name, right: right.name, difference: $0) }
        }
        let adjusted = holm(known.map(\.difference.p))
        return zip(known, adjusted).map { pair, p in
            Verdict(
                metric: metric,
                left: pair.left,
                right: pair.right,
                isOnlyPair: pairs.count == 1,
                difference: pair.difference,
                p: p ?? 1,
                significance: significance
            )
        }
    }
}
