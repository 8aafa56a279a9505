internal import GRDB
package import Measurement

extension History {
    /// The suite that is meant.
    package func suite(_ reference: Reference) throws(HistoryError) -> Suite {
        try row(reference).suite
    }

    /// The suite that is meant, with its stored figures.
    package func row(_ reference: Reference) throws(HistoryError) -> SuiteRow {
        try read { db in
            let number = try db.number(of: reference)
            let statement = try PreparedStatement(
                SuiteColumns.select(where: "number = ?"),
                on: db
            )
            try statement.bind(number, at: 1)
            guard try statement.step() else {
                throw HistoryError.noSuchSuite(reference, newest: nil)
            }
            return SuiteColumns.row(in: statement)
        }
    }

    /// By what suites can be named: the names that they were given, and their numbers.
    package func suiteReferences() throws(HistoryError) -> (
        names: Set<String>, numbers: Set<Int>
    ) {
        try read { db in
            var names: Set<String> = []
            let named = try PreparedStatement(
                "SELECT DISTINCT name FROM benchmark_suites WHERE name IS NOT NULL",
                on: db
            )
            while try named.step() {
                if let name = named.value(at: 0).text { names.insert(name) }
            }
            var numbers: Set<Int> = []
            let numbered = try PreparedStatement("SELECT number FROM benchmark_suites", on: db)
            while try numbered.step() {
                if let number = numbered.value(at: 0).integer { numbers.insert(number) }
            }
            return (names, numbers)
        }
    }

    /// The suites that pass a filter, the newest first.
    package func suites(_ filter: SuiteFilter = SuiteFilter()) throws(HistoryError) -> [SuiteRow] {
        try read { db in
            let (condition, values) = filter.condition
            let statement = try PreparedStatement(
                SuiteColumns.select(where: condition)
                    + " ORDER BY \(filter.ordering) LIMIT ? OFFSET ?",
                on: db
            )
            // A negative limit is none, as SQLite has it.
            let window = [filter.limit.map { max($0, 0) } ?? -1, max(filter.offset, 0)]
            let parameters = values + window.map { .integer(Int64($0)) }
            for (index, value) in parameters.enumerated() {
                try statement.bind(value, at: index + 1)
            }
            var rows: [SuiteRow] = []
            while try statement.step() { rows.append(SuiteColumns.row(in: statement)) }
            return rows
        }
    }
}
