import Statistics
import Text

/// A bar with the words around it.
struct BarRow {
    let label: String
    let value: Double
    var interval: Interval?
    /// At the end of the bar.
    let figure: String
    var note: String?
}

/// Bars from 0, one to a line, on one scale.
struct BarRows {
    private let rows: [BarRow]
    /// The value of a bar as long as can be.
    private let most: Double

    init(_ rows: [BarRow], most: Double) {
        self.rows = rows
        self.most = most
    }

    /// Lines no wider than `width`, as long as that is 20 or more.
    func lines(width: Int, style: Style, series: Int = 0) -> [String] {
        let blocks = Blocks(style)
        let width = min(width, 1000)
        let hasNotes = width >= 50
        let figures = rows.map { row in
            row.figure + (hasNotes ? row.note.map { "  " + $0 } ?? "" : "")
        }
        let widest = figures.map(\.displayWidth).max() ?? 0
        // A label may take half of what the figures leave, so that a narrow window shows a bar.
        let room = max(8, width - widest - 3)
        let labels = min(rows.map(\.label.displayWidth).max() ?? 0, room / 2)
        let cells = min(60, room - labels)
        return zip(rows, figures).map { row, figure in
            let label = row.label.clipped(to: labels).padded(to: labels, leaningRight: true)
            let bar = bar(row, cells, blocks)
            let text = style(.dim, "\(label) \(blocks.axis)") + style(series: series, bar)
            return (text + (bar.isEmpty ? "" : " ") + figure).clipped(to: max(20, width))
        }
    }

    /// Full up to the lower end of the interval, shaded from there to its upper one.
    private func bar(_ row: BarRow, _ cells: Int, _ blocks: Blocks) -> String {
        guard most > 0 else { return "" }
        guard let interval = row.interval, interval.upper > interval.lower else {
            return blocks.bar(row.value / most, cells: cells)
        }
        let ends = [interval.lower, interval.upper].map {
            Int((($0 / most).unit * Double(cells)).rounded())
        }
        let full = blocks.lengths.last ?? "#"
        return String(repeating: full, count: max(0, ends[0]))
            + String(repeating: blocks.shade, count: max(0, ends[1] - ends[0]))
    }
}
