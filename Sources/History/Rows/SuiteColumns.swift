internal import Measurement

/// How a suite lies in `benchmark_suites` and, with its wide parts, in `suite_texts`.
enum SuiteColumns {
    /// The fields that are columns of `benchmark_suites`, its number among them.
    static let narrow = Suite.fields + Suite.instrumentFields

    static let wide = Suite.wideFields

    /// What is known only when a suite ends.
    static let ending =
        narrow.filter { ["status", "completed_at", "wall_ms"].contains($0.name) }
        + Suite.instrumentFields.filter { $0.name != "benchsh_version" }

    /// A query whose rows `suite(in:)` and `row(in:)` read.
    static func select(where condition: String) -> String {
        let columns = Suite.storedFields.map(\.column) + SuiteFigure.all.map(\.column)
        return """
            SELECT \(columns.joined(separator: ", "))
            FROM benchmark_suites s LEFT JOIN suite_texts t ON t.suite_number = s.number
            WHERE \(condition)
            """
    }

    static func suite(in statement: borrowing PreparedStatement) -> Suite {
        var suite = Suite.blank
        for (index, field) in Suite.storedFields.enumerated() {
            field.restore(statement.value(at: index), in: &suite)
        }
        return suite
    }

    static func row(in statement: borrowing PreparedStatement) -> SuiteRow {
        var figures: [String: Double] = [:]
        for (index, figure) in SuiteFigure.all.enumerated() {
            figures[figure.column] = statement.value(at: Suite.storedFields.count + index).real
        }
        return SuiteRow(suite: suite(in: statement), figures: figures)
    }
}
