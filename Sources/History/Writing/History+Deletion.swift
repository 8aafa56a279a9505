internal import GRDB

extension History {
    /// How many runs some suites have together.
    package func countRuns(of numbers: [Int]) throws(HistoryError) -> Int {
        try read { db in
            try db.countRuns(of: numbers)
        }
    }

    /// Deletes suites with their runs, all or, when one does not exist, none; says how many went.
    @discardableResult
    package func delete(
        _ references: [Reference]
    ) throws(HistoryError) -> (suites: Int, runs: Int) {
        try write { db in
            let numbers = Set(try references.map { try db.number(of: $0) })
            let runs = try db.countRuns(of: numbers)
            for number in numbers { try db.deleteSuite(number) }
            return (numbers.count, runs)
        }
    }
}

extension Database {
    /// Deletes a suite with its runs.
    func deleteSuite(_ number: Int) throws {
        let statement = try PreparedStatement(
            "DELETE FROM benchmark_suites WHERE number = ?",
            on: self
        )
        try statement.bind(number, at: 1)
        try statement.execute()
    }

    fileprivate func countRuns(of numbers: some Sequence<Int>) throws -> Int {
        let count = try PreparedStatement(
            "SELECT count(*) FROM benchmark_runs WHERE suite_number = ?",
            on: self
        )
        var runs = 0
        for number in numbers {
            try count.bind(number, at: 1)
            if try count.step() { runs += count.value(at: 0).integer ?? 0 }
            count.reset()
        }
        return runs
    }
}
