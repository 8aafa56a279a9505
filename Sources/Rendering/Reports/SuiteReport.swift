package import Measurement
import Statistics
import Text

/// The summary at the end of a suite, and what `show suite` prints.
package struct SuiteReport: Sendable {
    private let suite: Suite
    private let summary: SuiteSummary
    /// The targets of a comparison, each with its own runs; empty where there is but one.
    let sides: [Doubts.Side]
    private let style: Style
    private let width: Int?

    /// With a width, that of the terminal, columns that do not fit are left out, the least telling
    /// first; without one nothing is.
    package init(
        _ suite: Suite,
        _ summary: SuiteSummary,
        width: Int? = nil,
        style: Style = .plain
    ) {
        self.suite = suite
        self.summary = summary
        sides = suite.targets.count > 1 ? suite.sides(of: summary) : []
        self.width = width
        self.style = style
    }

    /// The report, without line feeds.
    package var lines: [String] {
        var blocks = [title(style).wrapped(to: width)]
        if suite.targets.count > 1 {
            blocks.append(targets.lines)
            if summary.successes.count > 1 { blocks.append(bars) }
            blocks.append(comparison)
        } else {
            blocks.append(figures)
            blocks.append(picture)
        }
        blocks.append(SuiteTotals(suite, summary, width: width, style: style).lines)
        return Array(blocks.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    /// The report on a single run whose answer has just been read: its numbers on one line, and what
    /// else there is to know about it.
    package var brief: [String] {
        let totals = SuiteTotals(suite, summary, width: width, style: style)
        guard let run = summary.successes.first else {
            return [name + ", no successful run"] + totals.remarks
        }
        let values = [Metric.ttft, .latency, .tps].map { $0.phrase(of: run) }
        let parts = [name] + values + [totals.tokens, totals.cost].compactMap(\.self)
        return Parts.lines(parts, width: width) + totals.remarks
    }

    private var name: String {
        style(.strong, suite.number.map { "suite \($0)" } ?? "suite")
    }

    /// What the suite is, undressed.
    var titleText: String { title(.plain) }

    private func title(_ style: Style) -> String {
        var name = suite.number.map { "suite \($0)" } ?? "suite"
        if let given = suite.name { name += " @\(given.onOneLine)" }
        let target = suite.targets.count == 1 ? suite.targets.first?.description.onOneLine : nil
        var parts = [
            suite.mode.rawValue, target ?? Count.text(suite.targets.count, "target"),
            requests,
        ]
        if suite.concurrency > 1 { parts.append("\(suite.concurrency) at a time") }
        if suite.status == .failed || suite.status == .interrupted {
            parts.append(style(.warning, suite.status.rawValue))
        }
        return style(.strong, name) + ": " + parts.joined(separator: ", ")
    }

    /// How many were asked for; beside a time limit that is only the most that there could be.
    private var requests: String {
        guard let limit = suite.timeLimit else { return Count.text(suite.requests, "request") }
        return Count.text(summary.runs.count, "request") + " in at most "
            + Figure.duration(milliseconds: limit * 1000)
    }

    private var figures: [String] {
        switch summary.successes.count {
        case 0: ["  no successful run"]
        case 1 where summary.runs.count == 1: single
        default: SummaryTable(summary, width: width, style: style).lines
        }
    }

    /// The figures of a single run, whose statistics would all be the same.
    private var single: [String] {
        guard let run = summary.successes.first else { return [] }
        let values = [Metric.ttft, .ttfb, .latency, .tps].map { $0.phrase(of: run) }
        return Parts.lines(values, width: width, indent: "  ")
    }

    /// The targets side by side.
    var targets: TargetTable {
        TargetTable(suite.targets, sides.map(\.summary), width: width, style: style)
    }

    /// The shape of the distribution of ttft, how well its middle is known, and its course over
    /// time, where there is one.
    private var picture: [String] {
        let ttft = summary.distribution(of: .ttft)
        // Of fewer samples the table says all there is.
        guard ttft.count > 5, pictureCells > 3 else { return [] }
        let shape = Chart.shape(
            ttft,
            unit: .milliseconds,
            cells: pictureCells,
            after: isNarrow ? "" : "  ttft  ",
            style: style
        )
        return shape + [middle(of: ttft), course].compactMap(\.self)
    }

    /// The ttft of each run in the order in which they were sent.
    private var course: String? {
        let runs = summary.runs.sorted { ($0.startOffset, $0.number) < ($1.startOffset, $1.number) }
        guard runs.count > 3, pictureCells > 8 else { return nil }
        let values = runs.map { Metric.ttft.value(of: $0) }
        let line = Chart.sparkline(values, width: pictureCells, style: style)
        return "        " + style(series: 0, line) + style(.dim, "  over time")
    }

    /// The median with its confidence interval; nil below six samples, or in a narrow window.
    private func middle(of ttft: Distribution) -> String? {
        guard let median = ttft.median, let interval = ttft.medianInterval() else { return nil }
        let texts = [median, interval.lower, interval.upper].map {
            Figure.text($0, unit: .milliseconds)
        }
        let line = "        p50 \(texts[0]) [\(texts[1]), \(texts[2])] ms, 95% confidence"
        return width.map { line.displayWidth <= $0 } ?? true ? line : nil
    }

    /// What the least and the greatest value leave of the window, at most 40.
    private var pictureCells: Int {
        guard let width else { return 40 }
        return min(40, width - (isNarrow ? 24 : 32))
    }

    private var isNarrow: Bool { width.map { $0 < 40 } ?? false }

    private var comparison: [String] {
        let lines = ComparisonReport(targets: sides).lines(style: style)
        return (lines + doubts.map { style(.dim, "note: \($0)") }).flatMap {
            ("  " + $0).wrapped(to: width)
        }
    }

    /// What makes the targets hard to compare, each against the first.
    var doubts: [String] {
        guard let first = sides.first else { return [] }
        return Doubts.within(sides.dropFirst().map { (first, $0) })
    }

    /// The headline and the speed of each target as bars.
    private var bars: [String] {
        let report = ComparisonReport(targets: sides, metrics: [.ttft, .tps])
        let indent = isNarrow ? "" : "  "
        let columns = (width ?? 80) - 2 * indent.utf8.count
        return report.plots.flatMap { $0.lines(width: columns, style: style) }.map { indent + $0 }
    }
}

extension Suite {
    /// Its targets under the shortest names that tell them apart, each with its own runs.
    func sides(of summary: SuiteSummary) -> [Doubts.Side] {
        zip(Target.shortNames(targets), targets).map { name, target in
            let summary = SuiteSummary(runs: summary.runs, target: target)
            return Doubts.Side(name: name, suite: self, summary: summary)
        }
    }
}

extension Metric {
    /// Its value of a run, with the name where the unit does not say it: `ttft 52.1 ms`,
    /// `100.0 tok/s`.
    func phrase(of run: Run) -> String {
        let value = value(of: run)
        let figure = Figure.phrase(value, unit: unit)
        return unit == .tokensPerSecond && value != nil ? figure : "\(name) \(figure)"
    }
}

extension Target {
    /// The shortest names that tell targets apart: provider, model, or both.
    static func shortNames(_ targets: [Target]) -> [String] {
        let candidates: [(Target) -> String] = [\.provider, \.model]
        for name in candidates where Set(targets.map(name)).count == targets.count {
            return targets.map { name($0).onOneLine }
        }
        return targets.map(\.description.onOneLine)
    }
}
