/// A table that is small enough to be held whole.
package struct Table: Sendable {
    /// What the cells of each row are, in their order.
    package var columns: [Column]
    /// Rows may be shorter than the columns: what is absent is missing.
    package var rows: [[Cell]]

    /// A table, without rows unless some are given.
    package init(columns: [Column], rows: [[Cell]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// The table as text that ends with a line feed, width and style as for `TableWriter`.
    package func text(
        as format: OutputFormat,
        width: Int? = nil,
        style: Style = .plain
    ) -> String {
        var writer = TableWriter(format, width: width, style: style)
        var text = writer.begin(columns)
        for row in rows { text += writer.row(row) }
        return text + writer.end()
    }
}
