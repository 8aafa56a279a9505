internal import GRDB
package import Measurement

extension History {
    /// Stores a suite that starts now; the one returned has its short number and is `running`.
    ///
    /// Numbers grow and are never given twice, whichever shell asks and whatever was deleted.
    package func begin(_ suite: Suite) throws(HistoryError) -> Suite {
        try write { db in
            var suite = suite
            suite.status = .running
            suite.completedAt = nil
            let owner = OwnerProcess.current
            let columns =
                SuiteColumns.recorded.filter { $0.name != "number" } + SuiteColumns.derived
            let names = columns.map(\.name) + ["pid", "pid_start", "benchsh_version"]
            let statement = try PreparedStatement(
                .insert(into: "benchmark_suites", names),
                on: db
            )
            let values =
                columns.map { $0.value(suite) }
                + [.integer(Int64(owner.pid)), owner.start.stored, version.stored]
            for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1) }
            try statement.execute()
            suite.number = Int(db.lastInsertedRowID)
            return suite
        }
    }

    /// Stores finished runs of a suite in one transaction: all of them or, on an error, none.
    package func record(_ runs: [Run], of suite: Suite) throws(HistoryError) {
        guard !runs.isEmpty else { return }
        try write { db in
            let number = try suite.storedNumber(in: db)
            let writer = try RunWriter(db, number: number, id: suite.id)
            for run in runs { try writer.write(run) }
        }
    }

    /// Stores how a suite ended and what its runs add up to; the suite as stored is returned.
    ///
    /// A suite that still says `running` becomes `completed`. The wall time is the summary's where
    /// the suite has none.
    @discardableResult
    package func finish(_ suite: Suite, summary: SuiteSummary) throws(HistoryError) -> Suite {
        try write { db in
            let number = try suite.storedNumber(in: db)
            var suite = suite
            if suite.status == .running { suite.status = .completed }
            suite.completedAt = suite.completedAt ?? summary.runs.map(\.recordedAt).max()
            suite.wall = suite.wall ?? summary.wall
            try db.update(suite, number: number, summary: summary)
            return suite
        }
    }
}

extension Database {
    /// Stores how a suite ended, and its figures.
    func update(_ suite: Suite, number: Int, summary: SuiteSummary) throws {
        let figures = SuiteFigure.values(of: summary)
        var values = SuiteColumns.ending.map { ($0.name, $0.value(suite)) }
        values += SuiteFigure.all.map { ($0.column, figures[$0.column].stored) }
        let assignments = values.map { "\($0.0) = ?" }.joined(separator: ", ")
        let statement = try PreparedStatement(
            "UPDATE benchmark_suites SET \(assignments) WHERE number = ?",
            on: self
        )
        for (index, value) in values.enumerated() { try statement.bind(value.1, at: index + 1) }
        try statement.bind(number, at: values.count + 1)
        try statement.execute()
    }
}

extension Suite {
    /// The suite's number, when the file still has the suite.
    fileprivate func storedNumber(in db: Database) throws -> Int {
        guard let stored = try db.number(ofID: id) else {
            throw HistoryError.deleted(suite: number ?? 0)
        }
        return stored
    }
}
