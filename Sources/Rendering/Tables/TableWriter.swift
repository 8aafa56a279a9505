/// Writes a table as its rows come, so that a million of them need no memory.
///
/// Every call returns the text to write next, whole lines or nothing: formats that need widths
/// hold the first 1,000 rows back and lay the others out by those.
package struct TableWriter: Sendable {
    private let format: OutputFormat
    private let width: Int?
    private let style: Style
    private var columns: [Column] = []
    private var held: [[Cell]] = []
    private var printer: (any RowPrinter)?
    private var rows = 0

    /// With a width, that of the terminal, a table that is wider is written as lines.
    package init(_ format: OutputFormat, width: Int? = nil, style: Style = .plain) {
        self.format = format
        self.width = width
        self.style = style
    }

    /// Begins the table.
    package mutating func begin(_ columns: [Column]) -> String {
        self.columns = columns
        return format.sample == 0 ? release() : ""
    }

    /// Adds a row; absent cells are missing, surplus ones are left out.
    package mutating func row(_ cells: [Cell]) -> String {
        var cells = Array(cells.prefix(columns.count))
        while cells.count < columns.count { cells.append(.missing) }
        if let printer {
            rows += 1
            return printer.row(cells, at: rows - 1)
        }
        held.append(cells)
        return held.count < format.sample ? "" : release()
    }

    /// Ends the table.
    package mutating func end() -> String {
        let text = printer == nil ? release() : ""
        return text + (printer?.foot(after: rows) ?? "")
    }

    private mutating func release() -> String {
        let printer = format.printer(columns, sample: held, width: width, style: style)
        var text = printer.head
        for cells in held {
            text += printer.row(cells, at: rows)
            rows += 1
        }
        held = []
        self.printer = printer
        return text
    }
}
