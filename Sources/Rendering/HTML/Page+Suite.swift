import FoundationEssentials
package import Measurement
import Statistics
import Text

extension Page {
    /// Everything about a suite; `instrument` are the lines on how far its figures can be trusted.
    package init(
        _ suite: Suite,
        _ summary: SuiteSummary,
        instrument: [(label: String, words: String)]
    ) {
        let report = SuiteReport(suite, summary)
        var parts: [Part] = [.facts(Self.settings(suite))]
        if suite.targets.count > 1 {
            let comparison = ComparisonReport(targets: report.sides)
            let table = report.targets
            parts += [
                .heading("Figures"), .table(table.table),
                .words([table.remark].compactMap(\.self)), .heading("Comparison"),
                .words(comparison.lines() + report.doubts.map { "note: \($0)" }),
            ]
            parts += comparison.plots.map(Part.plot)
        } else {
            let table = SummaryTable(summary)
            parts += [
                .heading("Figures"),
                table.isEmpty ? .words(["no successful run"]) : .table(table.table),
                .words([table.remark].compactMap(\.self)),
            ]
        }
        let totals = SuiteTotals(suite, summary, style: .plain).entries
        parts.append(.facts(totals.map { ($0.label, $0.words) }))
        parts += Self.pictures(suite, summary)
        parts += [
            .heading("Instrument"), .facts(instrument), .heading("Runs"),
            .table(RunField.table(of: summary.runs, RunField.brief)),
        ]
        self.init(report.titleText, parts)
    }

    private static func settings(_ suite: Suite) -> [(label: String, words: String)] {
        let request = suite.request
        var facts: [(label: String, words: String)] = [
            ("target", suite.targets.map(\.description).joined(separator: ", ")),
            ("status", suite.status.rawValue),
            ("created", Timestamp.short(suite.createdAt.timeIntervalSince1970) ?? "-"),
            ("prompt", request.prompt),
        ]
        if let system = request.system { facts.append(("system", system)) }
        facts += [
            ("max_tokens", String(request.maxTokens)),
            ("temperature", Digits.text(request.temperature)),
            ("thinking", request.thinking.rawValue),
            ("connection", request.connection.rawValue),
        ]
        return facts
    }

    private static func pictures(_ suite: Suite, _ summary: SuiteSummary) -> [Part] {
        guard summary.successes.count > 2 else { return [] }
        let wanted: [(Metric, PlotForm)] = [
            (.ttft, suite.targets.count > 1 ? .cdf : .histogram), (.ttft, .line),
            (.tps, .histogram), (.gap, .cdf),
        ]
        let plots = wanted.compactMap { SuitePlot($0, of: suite, summary).plot($1) }
        return plots.isEmpty ? [] : [.heading("Distributions")] + plots.map(Part.plot)
    }
}

extension Page {
    /// One run: its figures and when its chunks came.
    package init(_ run: Run, of suite: Suite) {
        let report = RunReport(run, of: suite)
        let record = RunField.record(of: run)
        let facts = record.fields.filter { $0.cell != .missing }.map { column, cell in
            (label: column.heading, words: cell.shownOnItsLines)
        }
        let plot = PointPlot.chunks(of: run).map { [Part.plot(.points($0))] } ?? []
        self.init(
            report.titleText,
            [.words(report.words)] + plot + [.heading("Figures"), .facts(facts)]
        )
    }
}

extension PointPlot {
    /// How many chunks had come at each moment of a run, with its stalls; nil where none came.
    fileprivate static func chunks(of run: Run) -> PointPlot? {
        guard !run.timeline.arrivals.isEmpty else { return nil }
        let arrivals = run.timeline.arrivals.enumerated().map { index, arrival in
            (x: Double(arrival) / 1000, y: Double(index + 1))
        }
        let times = [("ttft", run.firstToken), ("end", run.end), ("headers", run.headers)]
        let last = (x: run.end, y: Double(arrivals.count))
        return PointPlot(
            title: "chunks that had come, with stalls shaded",
            xLabel: "ms since the run's start",
            yLabel: "chunks",
            series: [Series(name: "chunks", points: [(x: 0, y: 0)] + arrivals + [last])],
            isStepped: true,
            landmarks: times.compactMap { word, time in
                time.map { (x: $0, word: "\(word) \(Figure.text($0, unit: .milliseconds))") }
            },
            bands: run.timeline.stalls.map { stall in
                let silence = Figure.phrase(stall.duration, unit: .milliseconds)
                return (from: stall.start, to: stall.end, tip: "\(silence) of silence")
            }
        )
    }
}

extension Page {
    /// Two suites held against each other: their figures, what can be said, and their medians.
    package init(
        _ title: String,
        _ reports: [ComparisonReport],
        table: Table,
        notes: [String]
    ) {
        let parts = reports.flatMap { report in
            [.words(report.lines())] + report.plots.map(Part.plot)
        }
        self.init(title, [.table(table), .words(notes)] + parts)
    }
}
