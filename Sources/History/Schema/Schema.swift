/// The documented face of the history for SQL.
package enum Schema {
    /// The views, the most asked first.
    package static let views = Views.all.map(\.name)

    /// The aggregate functions that queries have beside those of SQLite.
    package static let aggregates = Aggregates.names

    /// The columns of a view and what each means; none for a name that is no view.
    package static func columns(of view: String) -> [(name: String, meaning: String)] {
        Views.all.first { $0.name == view }?.columns.map { ($0.name, $0.meaning) } ?? []
    }
}
