import Measurement
import Statistics
import Text

/// The table metric × statistic of a suite with one target.
struct SummaryTable {
    /// Which statistics are shown, and whether N is, from a wide window to the narrowest.
    private static let selections: [(statistics: [Statistic], showsCount: Bool)] = [
        (Statistic.all, true), ([.mean, .p50, .p95, .p99], true), ([.p50, .p95, .p99], true),
        ([.p50, .p95], true), ([.p50], true), ([.p50], false),
    ]

    private let rows: [(metric: Metric, distribution: Distribution)]
    private let width: Int?
    private let style: Style

    init(_ summary: SuiteSummary, width: Int? = nil, style: Style = .plain) {
        rows = Metric.summarised.map { ($0, summary.distribution(of: $0)) }
            .filter { $0.distribution.count > 0 }
        self.width = width
        self.style = style
    }

    var lines: [String] {
        var lines: [String] = []
        var hasMarks = false
        for selection in Self.selections {
            lines = grid(selection.statistics, showsCount: selection.showsCount)
            hasMarks = selection.statistics.contains(where: isMarked)
            let widest = lines.map(\.displayWidth).max() ?? 0
            if width.map({ widest <= $0 }) ?? true { break }
        }
        if let heading = lines.first { lines[0] = style(.dim, heading) }
        return hasMarks ? lines + [style(.dim, "  " + Self.footnote)] : lines
    }

    /// The whole of it, with exact values.
    var table: Table {
        let columns =
            [Column("metric", heading: "")]
            + Statistic.all.map { Column($0.name, isNumeric: true) } + [
                Column("n", isNumeric: true)
            ]
        let rows = rows.map { metric, distribution in
            [.text(metric.heading)]
                + Statistic.all.map { Cell($0.value(distribution), metric.unit) }
                + [Cell.integer(distribution.count)]
        }
        return Table(columns: columns, rows: rows)
    }

    private func grid(_ statistics: [Statistic], showsCount: Bool) -> [String] {
        let heading = [""] + statistics.map { $0.name + mark($0, nil) } + (showsCount ? ["n"] : [])
        let texts = rows.map { row in
            [row.metric.heading]
                + statistics.map { statistic in
                    Figure.text(statistic.value(row.distribution), unit: row.metric.unit)
                        + mark(statistic, row.distribution)
                } + (showsCount ? [String(row.distribution.count)] : [])
        }
        let layout = Layout(
            [heading] + texts,
            leansRight: [false] + (heading.dropFirst().map { _ in true })
        )
        return ([heading] + texts).map { "  " + layout.line($0) }
    }

    /// `?` behind a weak figure, and room for it behind the others of its column.
    private func mark(_ statistic: Statistic, _ distribution: Distribution?) -> String {
        guard isMarked(statistic) else { return "" }
        return distribution.map(statistic.isWeak) == true ? "?" : " "
    }

    private func isMarked(_ statistic: Statistic) -> Bool {
        rows.contains { statistic.isWeak($0.distribution) }
    }

    /// What the mark behind a percentile says.
    static let footnote = "? too few samples: p95 needs 20, p99 100"
}
