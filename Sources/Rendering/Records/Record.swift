package import Text

/// Named values in their order: one row that is also one JSON object.
package struct Record: Sendable {
    /// The values with the columns that name them.
    package var fields: [(column: Column, cell: Cell)]

    /// Values in the order given.
    package init(_ fields: [(column: Column, cell: Cell)]) {
        self.fields = fields
    }

    /// The record as a table of one row.
    package var table: Table {
        Table(columns: fields.map(\.column), rows: [fields.map(\.cell)])
    }

    /// The record as one object.
    package var json: JSON { .object(members) }

    var members: [(key: String, value: JSON)] {
        fields.map { ($0.column.key, $0.cell.json) }
    }

    mutating func add(_ key: String, _ cell: Cell, heading: String? = nil) {
        fields.append((Column(key, heading: heading ?? key.underscoresAsSpaces), cell))
    }
}
