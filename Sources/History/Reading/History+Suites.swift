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

    /// The number of the suite that is meant; nil where there is none.
    package func number(of reference: Reference) throws(HistoryError) -> Int? {
        do throws(HistoryError) {
            return try read { db in try db.number(of: reference) }
        } catch .noSuchSuite {
            return nil
        }
    }

    /// The number that was given last; nil without any suite.
    package func highestNumber() throws(HistoryError) -> Int? {
        try read { db in try db.highestNumber() }
    }

    /// The names that suites were given.
    package func suiteNames() throws(HistoryError) -> Set<String> {
        try read { db in
            var names: Set<String> = []
            let statement = try PreparedStatement(
                "SELECT DISTINCT name FROM benchmark_suites WHERE name IS NOT NULL",
                on: db
            )
            while try statement.step() {
                if let name = statement.value(at: 0).text { names.insert(name) }
            }
            return names
        }
    }

    /// The numbers of all suites, the oldest first.
    func suiteNumbers() throws(HistoryError) -> [Int] {
        try read { db in
            var numbers: [Int] = []
            let statement = try PreparedStatement(
                "SELECT number FROM benchmark_suites ORDER BY number",
                on: db
            )
            while try statement.step() {
                if let number = statement.value(at: 0).integer { numbers.append(number) }
            }
            return numbers
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
