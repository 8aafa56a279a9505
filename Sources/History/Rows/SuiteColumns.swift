internal import FoundationEssentials
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

    private static let restored = (narrow + wide).filter { $0.restore != nil }

    /// A query whose rows `suite(in:)` and `row(in:)` read.
    static func select(where condition: String) -> String {
        let columns = restored.map(\.column) + SuiteFigure.all.map(\.column)
        return """
            SELECT \(columns.joined(separator: ", "))
            FROM benchmark_suites s LEFT JOIN suite_texts t ON t.suite_number = s.number
            WHERE \(condition)
            """
    }

    static func suite(in statement: borrowing PreparedStatement) -> Suite {
        var suite = Suite(
            id: "",
            mode: .single,
            targets: [],
            request: RequestSettings(prompt: ""),
            requests: 0,
            concurrency: 0,
            createdAt: Date(timeIntervalSince1970: 0)
        )
        for (index, field) in restored.enumerated() {
            field.restore(statement.value(at: index), in: &suite)
        }
        return suite
    }

    static func row(in statement: borrowing PreparedStatement) -> SuiteRow {
        var figures: [String: Double] = [:]
        for (index, figure) in SuiteFigure.all.enumerated() {
            figures[figure.column] = statement.value(at: restored.count + index).real
        }
        return SuiteRow(suite: suite(in: statement), figures: figures)
    }
}
