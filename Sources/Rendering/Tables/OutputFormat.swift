/// How a table is written.
package enum OutputFormat: String, CaseIterable, Sendable {
    case table, line, csv, json, jsonl, markdown, html

    /// How many rows are held back until widths and alignment are known from them.
    var sample: Int {
        switch self {
        case .table, .markdown: 1000
        case .line, .csv, .json, .jsonl, .html: 0
        }
    }

    /// The printer for a table that begins with these rows.
    func printer(
        _ columns: [Column],
        sample rows: [[Cell]],
        width: Int?,
        style: Style
    ) -> any RowPrinter {
        switch self {
        case .table:
            let grid = GridPrinter(columns, sample: rows, style: style)
            if let width, grid.width > width { return LinePrinter(columns, style: style) }
            return grid
        case .line: return LinePrinter(columns, style: style)
        case .csv: return CSVPrinter(columns, isOnScreen: width != nil)
        case .json: return JSONPrinter(columns, form: .array)
        case .jsonl: return JSONPrinter(columns, form: .lines)
        case .html: return HTMLPrinter(columns)
        case .markdown: return MarkdownPrinter(columns, sample: rows)
        }
    }
}

/// Writes the parts of a table in one format; every part ends its lines.
protocol RowPrinter: Sendable {
    var head: String { get }
    /// A row of as many cells as there are columns; the first has index 0.
    func row(_ cells: [Cell], at index: Int) -> String
    func foot(after rows: Int) -> String
}

extension RowPrinter {
    var head: String { "" }
    func foot(after rows: Int) -> String { "" }
}
