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

    /// Without columns that may be spared, until the table is no wider than `width`.
    ///
    /// Those go first in which every cell is missing, then the others in the order of `keys`. A
    /// table that is too wide even so keeps all columns: the format writes it another way.
    package func fitting(_ width: Int, sparing keys: [String]) -> Table {
        var table = self
        let empty = keys.filter { key in
            guard let index = columns.firstIndex(where: { $0.key == key }) else { return false }
            return rows.allSatisfy { !$0.indices.contains(index) || $0[index] == .missing }
        }
        for key in empty + keys {
            if Layout(table.columns, table.rows).total <= width { break }
            guard let index = table.columns.firstIndex(where: { $0.key == key }) else { continue }
            table.columns.remove(at: index)
            for row in table.rows.indices where table.rows[row].indices.contains(index) {
                table.rows[row].remove(at: index)
            }
        }
        return Layout(table.columns, table.rows).total <= width ? table : self
    }
}
