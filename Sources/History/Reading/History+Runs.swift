internal import GRDB
package import Measurement

extension History {
    /// The stored runs of a suite by their numbers, as they were recorded.
    ///
    /// - Parameter numbers: only these; nil for all. A deleted suite has none.
    package func runs(
        of suite: Suite,
        numbers: ClosedRange<Int>? = nil
    ) throws(HistoryError) -> [Run] {
        try read { db in
            guard let number = try db.number(ofID: suite.id) else { return [] }
            return try db.runs(ofSuite: number, numbers: numbers)
        }
    }
}

extension Database {
    func runs(ofSuite number: Int, numbers: ClosedRange<Int>? = nil) throws -> [Run] {
        let columns = Run.storedFields.map(\.column).joined(separator: ", ")
        let statement = try PreparedStatement(
            """
            SELECT \(columns) FROM benchmark_runs LEFT JOIN run_details ON run_id = id
            WHERE suite_number = ? AND run_number BETWEEN ? AND ? ORDER BY run_number
            """,
            on: self
        )
        try statement.bind(number, at: 1)
        try statement.bind(numbers?.lowerBound ?? .min, at: 2)
        try statement.bind(numbers?.upperBound ?? .max, at: 3)
        var runs: [Run] = []
        while try statement.step() { runs.append(RunColumns.run(in: statement)) }
        return runs
    }

    /// The number of the suite with that UUID; nil when the file does not have it.
    func number(ofID id: String) throws -> Int? {
        let statement = try PreparedStatement(
            "SELECT number FROM benchmark_suites WHERE id = ?",
            on: self
        )
        try statement.bind(.text(id), at: 1)
        return try statement.step() ? statement.value(at: 0).integer : nil
    }
}
