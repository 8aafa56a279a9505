internal import GRDB
package import Measurement

extension History {
    /// Stores a suite that starts now; the one returned has its short number and is `running`.
    ///
    /// Numbers grow and are never given twice, whichever shell asks and whatever was deleted.
    ///
    /// - Parameter patience: how long to wait for another process, in seconds; nil for the busy
    ///   timeout.
    package func begin(
        _ suite: Suite,
        patience: Double? = nil
    ) throws(HistoryError) -> Suite {
        try write(patience: patience) { db in
            var suite = suite
            suite.status = .running
            suite.completedAt = nil
            suite.namedAt = suite.name == nil ? nil : suite.createdAt
            let owner = OwnerProcess.current
            suite.origin.version = version
            try db.insert(
                &suite,
                with: [
                    ("pid", .integer(Int64(owner.pid))), ("pid_start", owner.start.stored),
                ]
            )
            return suite
        }
    }

    /// Stores finished runs of a suite in one transaction: all of them or, on an error, none.
    ///
    /// - Parameter patience: how long to wait for another process, in seconds; nil for the busy
    ///   timeout.
    package func record(
        _ runs: [Run],
        of suite: Suite,
        patience: Double? = nil
    ) throws(HistoryError) {
        guard !runs.isEmpty else { return }
        try write(patience: patience) { db in
            try db.insert(runs, number: suite.storedNumber(in: db))
        }
    }

    /// Stores how a suite ended and what its runs add up to; the suite as stored is returned.
    ///
    /// The runs that are not stored yet go into the same transaction, so that no figure is there
    /// without its runs. A suite that still says `running` becomes `completed`. The wall time is
    /// the summary's where the suite has none.
    @discardableResult
    package func finish(
        _ suite: Suite,
        storing runs: [Run] = [],
        summary: SuiteSummary
    ) throws(HistoryError) -> Suite {
        // Every other commit waits in the WAL for the system to write it; that of an ended suite is
        // on the disk, with all before it, when it is done, and outlives a power cut.
        try outsideTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        defer { try? outsideTransaction { try $0.execute(sql: "PRAGMA synchronous = NORMAL") } }
        return try write { db in
            let number = try suite.storedNumber(in: db)
            try db.insert(runs, number: number)
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
    /// Stores a suite that is not in the file, which gives it its number.
    ///
    /// - Parameter values: what the columns hold that are no field of a suite.
    func insert(_ suite: inout Suite, with values: [(column: String, value: SQLValue)]) throws {
        let suiteAsGiven = suite
        try insert(
            into: "benchmark_suites",
            SuiteColumns.narrow.filter { $0.column != "number" }.map {
                ($0.column, $0.stored(suiteAsGiven))
            } + values
        )
        let number = lastInsertedRowID
        suite.number = Int(number)
        try insert(
            into: "suite_texts",
            [("suite_number", .integer(number))]
                + SuiteColumns.wide.map { ($0.column, $0.stored(suiteAsGiven)) }
        )
    }

    private func insert(
        into table: String,
        _ values: [(column: String, value: SQLValue)]
    ) throws {
        let statement = try PreparedStatement(
            .insert(into: table, values.map(\.column)),
            on: self
        )
        for (index, value) in values.enumerated() {
            try statement.bind(value.value, at: index + 1)
        }
        try statement.execute()
    }

    /// Stores runs of a suite.
    func insert(_ runs: [Run], number: Int) throws {
        guard !runs.isEmpty else { return }
        let writer = try RunWriter(self, number: number)
        for run in runs { try writer.write(run) }
    }

    /// Stores how a suite ended, and its figures.
    func update(_ suite: Suite, number: Int, summary: SuiteSummary) throws {
        try update(
            number,
            SuiteColumns.ending.map { ($0.column, $0.stored(suite)) } + figures(of: summary)
        )
    }

    /// Stores the figures of a suite that has ended.
    func update(_ number: Int, summary: SuiteSummary) throws {
        try update(number, figures(of: summary))
    }

    private func figures(of summary: SuiteSummary) -> [(column: String, value: SQLValue)] {
        let figures = SuiteFigure.values(of: summary)
        return SuiteFigure.all.map { ($0.column, figures[$0.column].stored) }
    }

    /// Changes columns of a suite.
    func update(_ number: Int, _ values: [(column: String, value: SQLValue)]) throws {
        let assignments = values.map { "\($0.column) = ?" }.joined(separator: ", ")
        let statement = try PreparedStatement(
            "UPDATE benchmark_suites SET \(assignments) WHERE number = ?",
            on: self
        )
        for (index, value) in values.enumerated() {
            try statement.bind(value.value, at: index + 1)
        }
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
