package import Measurement
import Statistics

/// Makes pictures of what a suite measured.
package struct SuitePlot: Sendable {
    private let suite: Suite
    private let summary: SuiteSummary
    private let metric: Metric

    /// A picture of one metric over the successful runs of a suite.
    package init(_ metric: Metric, of suite: Suite, _ summary: SuiteSummary) {
        self.metric = metric
        self.suite = suite
        self.summary = summary
    }

    /// The picture in a form; nil where no run has a value.
    package func plot(_ form: PlotForm) -> Plot? {
        switch form {
        case .line: line
        case .bars: bars
        case .histogram:
            HistogramPlot(title: title("runs by"), unit: metric.unit, distributions)
                .map(Plot.histogram)
        case .cdf: cdf
        }
    }

    private var sides: [(name: String, runs: [Run])] {
        let names = Target.shortNames(suite.targets)
        return zip(names, suite.targets).map { name, target in
            (name, summary.successes.filter { $0.target == target })
        }
    }

    private var distributions: [(name: String, distribution: Distribution)] {
        sides.map { ($0.name, Distribution($0.runs.flatMap(metric.samples))) }
    }

    private var suiteName: String { suite.number.map { "suite \($0)" } ?? "the suite" }

    private func title(_ words: String) -> String {
        let counted = metric.isPooled && words == "runs by" ? "silences by" : words
        return "\(suiteName): \(counted) \(metric.heading)"
    }

    /// Each run, or each silence of pooled metrics, at the time at which it began or ended.
    private var line: Plot? {
        let first = summary.runs.map(\.startOffset).min() ?? 0
        let series = sides.map { name, runs in
            let points = runs.flatMap { run -> [(x: Double, y: Double)] in
                let start = (run.startOffset - first) / 1000
                guard metric.isPooled else {
                    return metric.value(of: run).map { [(start, $0)] } ?? []
                }
                return run.timeline.silences.map { (start + $0.end / 1000, $0.duration) }
            }
            return PointPlot.Series(name: name, points: points.sorted { $0.x < $1.x })
        }
        guard series.contains(where: { !$0.points.isEmpty }) else { return nil }
        return .points(
            PointPlot(
                title: title("course of"),
                xLabel: "s into the suite",
                yLabel: metric.heading,
                series: series,
                isScattered: suite.concurrency > 1
            )
        )
    }

    /// The share of values that are no greater than each value.
    private var cdf: Plot? {
        let series = distributions.map { name, distribution in
            let count = Double(distribution.count)
            let points = distribution.sorted.enumerated().map { index, value in
                (x: value, y: 100 * Double(index + 1) / count)
            }
            let start = distribution.min.map { [(x: $0, y: 0.0)] } ?? []
            return PointPlot.Series(name: name, points: start + points)
        }
        guard series.contains(where: { !$0.points.isEmpty }) else { return nil }
        let only = distributions.count == 1 ? distributions.first?.distribution : nil
        return .points(
            PointPlot(
                title: "\(suiteName): share of \(metric.isPooled ? "silences" : "runs") "
                    + "up to a \(metric.name)",
                xLabel: metric.heading,
                yLabel: "%",
                series: series,
                isStepped: true,
                yAxis: Axis(ticks: [0, 25, 50, 75, 100]),
                landmarks: only?.landmarks.map { name, value in
                    (x: value, word: "\(name) \(Figure.text(value, unit: metric.unit))")
                } ?? []
            )
        )
    }

    /// A bar for each run; of several targets, or of pooled samples, one for each target's median.
    private var bars: Plot? {
        guard distributions.contains(where: { $0.distribution.count > 0 }) else { return nil }
        guard suite.targets.count < 2, !metric.isPooled else {
            return ComparisonReport(targets: suite.sides(of: summary), metrics: [metric]).plots
                .first
        }
        let bars = summary.runs.map { run in
            BarPlot.Bar(
                name: String(run.number),
                value: metric.value(of: run),
                note: run.outcome.isSuccess ? nil : run.outcome.word
            )
        }
        return .bars(BarPlot(title: title("run by run,"), unit: metric.unit, bars: bars))
    }
}
