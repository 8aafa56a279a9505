internal import GRDB
internal import Measurement

extension DatabaseQueue {
    /// Marks suites left `running` by processes that are no more, and sums up what they measured.
    ///
    /// Returns their numbers.
    func markInterrupted() throws -> [Int] {
        // A look first: a start with nothing to mark takes no write lock.
        guard try inDatabase({ try $0.abandonedSuites() }).isEmpty == false else { return [] }
        return try write { db in
            let abandoned = try db.abandonedSuites()
            for number in abandoned {
                let statement = try PreparedStatement(
                    SuiteColumns.select(where: "number = ?"),
                    on: db
                )
                try statement.bind(number, at: 1)
                guard try statement.step() else { continue }
                var suite = SuiteColumns.suite(in: statement)
                let summary = SuiteSummary(runs: try db.runs(ofSuite: number))
                suite.status = .interrupted
                suite.completedAt = summary.runs.map(\.recordedAt).max()
                try db.update(suite, number: number, summary: summary)
            }
            return abandoned
        }
    }
}

extension Database {
    /// Works out the figures of every suite that has ended.
    func sumUpEndedSuites() throws {
        let statement = try PreparedStatement(
            "SELECT number FROM benchmark_suites WHERE status <> 'running'",
            on: self
        )
        var numbers: [Int] = []
        while try statement.step() {
            if let number = statement.value(at: 0).integer { numbers.append(number) }
        }
        for number in numbers {
            try update(number, summary: SuiteSummary(runs: runs(ofSuite: number)))
        }
    }

    /// Suites left `running` by processes that are no more, by their numbers.
    func abandonedSuites() throws -> [Int] {
        let statement = try PreparedStatement(
            "SELECT number, pid, pid_start FROM benchmark_suites WHERE status = 'running'",
            on: self
        )
        var abandoned: [Int] = []
        while try statement.step() {
            let owner = OwnerProcess(
                pid: statement.value(at: 1).integer ?? 0,
                start: statement.value(at: 2).text
            )
            if !owner.isAlive, let number = statement.value(at: 0).integer {
                abandoned.append(number)
            }
        }
        return abandoned
    }
}
