import Measurement
import Statistics
import Text

/// The targets of a comparison side by side, one to a row.
struct TargetTable {
    /// The rows, each with its figures in the order of `headings`.
    private let rows: [(target: Target, texts: [String])]
    private let headings: [String]
    /// Which columns hold a percentile of too few samples.
    private let weak: Set<Int>
    private let width: Int?
    private let style: Style

    /// The targets, each with the summary of its runs.
    init(
        _ targets: [Target],
        _ summaries: [SuiteSummary],
        width: Int? = nil,
        style: Style = .plain
    ) {
        let columns = Self.columns.map { column in
            (heading: column.heading, texts: summaries.map(column.text))
        }
        let weak = columns.indices.filter { index in
            columns[index].texts.contains { $0.hasSuffix(Self.mark) }
        }
        headings = columns.indices.map { index in
            columns[index].heading + (weak.contains(index) ? " " : "")
        }
        rows = targets.indices.map { row in
            let texts = columns.indices.map { index in
                let text = columns[index].texts[row]
                return text + (weak.contains(index) && !text.hasSuffix(Self.mark) ? " " : "")
            }
            return (targets[row], texts)
        }
        self.weak = Set(weak)
        self.width = width
        self.style = style
    }

    var lines: [String] {
        var shown = headings.count
        var lines = grid(shown)
        while let width, shown > 1, (lines.map(\.displayWidth).max() ?? 0) > width {
            shown -= 1
            lines = grid(shown)
        }
        if let heading = lines.first { lines[0] = style(.dim, heading) }
        let isWeak = weak.contains { $0 < shown }
        return isWeak ? lines + style(.dim, "  " + SummaryTable.footnote).wrapped(to: width) : lines
    }

    /// What the marks in it mean; nil where there is none.
    var remark: String? { weak.isEmpty ? nil : SummaryTable.footnote }

    /// The whole of it.
    var table: Table {
        Table(
            columns: [Column("target")] + headings.map { Column($0, isNumeric: true) },
            rows: rows.map { target, texts in
                [.text(target.description)] + texts.map { .text($0) }
            }
        )
    }

    /// The table with its first columns only.
    private func grid(_ columns: Int) -> [String] {
        let heading = ["target"] + headings.prefix(columns)
        let targets = rows.map(\.target)
        let isNarrow = width.map { $0 < 60 } ?? false
        let names =
            isNarrow ? Target.shortNames(targets) : targets.map(\.description.onOneLine)
        let rows = zip(names, rows).map { name, row in
            [width.map { name.clipped(to: max(6, $0 / 4)) } ?? name] + row.texts.prefix(columns)
        }
        let leansRight = [false] + headings.prefix(columns).map { _ in true }
        let layout = Layout([heading] + rows, leansRight: leansRight)
        let indent = width.map { $0 < 40 } ?? false ? "" : "  "
        return ([heading] + rows).map { indent + layout.line($0) }
    }
}

extension TargetTable {
    private static let mark = "?"

    private struct Figures: Sendable {
        let heading: String
        let text: @Sendable (SuiteSummary) -> String
    }

    /// The most telling first, since those at the end give way in a narrow window.
    private static let columns: [Figures] = [
        column(.ttft, .p50),
        column(.ttft, .p95),
        column(.tps, .p50),
        column(.latency, .p50),
        Figures(heading: "n") { String($0.successes.count) },
        Figures(heading: "errors") { String($0.errors) },
        Figures(heading: "tokens") { summary in
            let output = Metric.named("output_tokens").flatMap(summary.total)
            return Figure.text(output, unit: .tokens, isEstimated: summary.isEstimated)
        },
        column(.gap, .p99),
        Figures(heading: "USD") { summary in
            Figure.text(Metric.named("cost_usd").flatMap(summary.total), unit: .dollars)
        },
    ]

    private static func column(_ metric: Metric, _ statistic: Statistic) -> Figures {
        Figures(heading: "\(metric.heading) \(statistic.name)") { summary in
            let distribution = summary.distribution(of: metric)
            return Figure.text(statistic.value(distribution), unit: metric.unit)
                + (statistic.isWeak(distribution) ? mark : "")
        }
    }
}
