/// A view whose columns say what they mean.
struct View: Sendable {
    struct Column: Sendable {
        let name: String
        let expression: String
        let meaning: String

        /// - Parameter expression: the column of that name where it is not given.
        init(_ name: String, _ meaning: String, is expression: String? = nil) {
            self.name = name
            self.expression = expression ?? name
            self.meaning = meaning
        }
    }

    let name: String
    let columns: [Column]
    /// What stands behind the columns: FROM and the rest.
    let source: String

    /// The statement that makes the view; SQLite keeps it letter by letter.
    var sql: String {
        let selected = columns.map { column in
            column.expression == column.name
                ? column.name : "\(column.expression) AS \(column.name)"
        }
        return
            "CREATE VIEW \(name) AS SELECT\n    \(selected.joined(separator: ",\n    "))\n\(source)"
    }
}
