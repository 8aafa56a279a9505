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

    var isEmpty: Bool { rows.isEmpty }

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
        return hasMarks ? lines + style(.dim, "  " + Self.footnote).wrapped(to: width) : lines
    }

    /// What the marks in it mean; nil where there is none.
    var remark: String? { Statistic.all.contains(where: isMarked) ? Self.footnote : nil }

    /// The whole of it.
    var table: Table {
        let grid = texts(Statistic.all, showsCount: true)
        return Table(
            columns: [Column("metric", heading: "")]
                + grid[0].dropFirst().map { Column($0, isNumeric: true) },
            rows: grid.dropFirst().map { $0.map { .text($0) } }
        )
    }

    private func grid(_ statistics: [Statistic], showsCount: Bool) -> [String] {
        let grid = texts(statistics, showsCount: showsCount)
        let leansRight = grid[0].indices.map { $0 > 0 }
        let layout = Layout(grid, leansRight: leansRight)
        return grid.map { "  " + layout.line($0) }
    }

    /// The headings, and a row for each metric.
    private func texts(_ statistics: [Statistic], showsCount: Bool) -> [[String]] {
        let heading = [""] + statistics.map { $0.name + mark($0, nil) } + (showsCount ? ["n"] : [])
        return [heading]
            + rows.map { row in
                [row.metric.heading]
                    + statistics.map { statistic in
                        Figure.text(statistic.value(row.distribution), unit: row.metric.unit)
                            + mark(statistic, row.distribution)
                    } + (showsCount ? [String(row.distribution.count)] : [])
            }
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
