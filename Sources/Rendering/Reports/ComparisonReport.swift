package import Measurement
import Statistics
internal import Text

/// Which side of a comparison is better, and on what evidence.
///
/// Sides are held against each other by the Mann-Whitney test, p and interval corrected after Holm
/// for the number of pairs; up to three sides each pair is, from four on each side against the
/// first.
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

    /// Compares the targets of a suite.
    init(targets sides: [Doubts.Side], metrics: [Metric] = [.ttft, .latency, .tps]) {
        self.init(sides.map { Side(name: $0.name, summary: $0.summary) }, metrics: metrics)
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

    /// A picture for each metric that has values: the sides' medians with their 95% confidence
    /// intervals; the side that the tests tell from all others is marked.
    package var plots: [Plot] {
        metrics.compactMap { metric in
            let bars = sides.map { side in
                let distribution = side.summary.distribution(of: metric)
                return BarPlot.Bar(
                    name: side.name,
                    value: distribution.median,
                    interval: distribution.medianInterval()
                )
            }
            guard bars.contains(where: { $0.value != nil }) else { return nil }
            let best = best(metric)
            let marked = bars.map { bar in
                var bar = bar
                if bar.name == best?.name { bar.note = best?.word }
                return bar
            }
            let title = "median \(metric.heading)"
            return .bars(BarPlot(title: title, unit: metric.unit, bars: marked))
        }
    }

    /// The side that has evidently been better than each of the others.
    private func best(_ metric: Metric) -> (name: String, word: String)? {
        let verdicts = verdicts(metric)
        for side in sides where sides.count > 1 {
            let won = verdicts.filter { $0.better == side.name }
            guard won.count == sides.count - 1, let word = won.first?.adjective else { continue }
            return (side.name, sides.count == 2 ? word : word.dropLast() + "st")
        }
        return nil
    }

    private var pairs: [(left: Side, right: Side)] {
        guard sides.count > 3, let first = sides.first else {
            return sides.indices.flatMap { i in
                sides[(i + 1)...].map { (left: sides[i], right: $0) }
            }
        }
        return sides.dropFirst().map { (left: first, right: $0) }
    }

    private func verdicts(_ metric: Metric) -> [Verdict] {
        Verdict.all(metric, pairs).compactMap(\.self)
    }
}
