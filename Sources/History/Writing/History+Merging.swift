internal import GRDB
package import Measurement

/// What became of a suite that came from another history.
package enum Intake: Sendable {
    /// It was not here, and is now.
    case new
    /// It was here, cut short, with fewer runs, and is now as long as the one that came.
    case completed
    /// It was here already.
    case known
}

/// What a merge did, in suites.
package struct MergeCount: Equatable, Sendable {
    /// Those that were not here.
    package var added = 0
    /// Those that were here with fewer runs.
    package var completed = 0
    /// Those that were here already.
    package var known = 0
    /// Those that are still being measured elsewhere.
    package var running = 0
    /// Those that the other file has lost to damage.
    package var unreadable = 0
}

extension History {
    /// Takes in a suite of another history with its runs, under a number of this one.
    ///
    /// All of it or nothing. A suite that is here already, by its UUID, is left as it is, unless
    /// it was cut short and the one that comes has more runs: it may have been taken from
    /// elsewhere while it ran. One that was cut short elsewhere is `interrupted`.
    ///
    /// - Returns: the suite's number here, and what became of it.
    package func add(
        _ suite: Suite,
        runs: [Run]
    ) throws(HistoryError) -> (number: Int, intake: Intake) {
        try write { db in
            var suite = suite
            let known = try db.number(ofID: suite.id)
            if let known {
                guard try db.isCutShort(known, of: runs.count) else { return (known, .known) }
                try db.keepNames(of: known, in: &suite)
                try db.deleteSuite(known)
            }
            let summary = SuiteSummary(runs: runs)
            if suite.status == .running {
                suite.status = .interrupted
                suite.completedAt = summary.runs.map(\.recordedAt).max()
            }
            suite.number = nil
            try db.insert(&suite, with: known.map { [("number", .integer(Int64($0)))] } ?? [])
            let number = suite.number ?? 0
            try db.insert(runs, number: number)
            try db.update(number, summary: summary)
            return (number, known == nil ? .new : .completed)
        }
    }

    /// Takes in every suite of another file, the oldest first; the other file is only read.
    ///
    /// A suite that is being measured is left for the next time; one whose process is no more is
    /// `interrupted`. What cannot be read of a damaged file is left out.
    ///
    /// - Parameter goesOn: asked before each suite; those behind the first false stay where they
    ///   are.
    package func merge(
        fileAt other: String,
        while goesOn: () -> Bool = { true }
    ) throws(HistoryError) -> MergeCount {
        guard !isReadOnly else { throw .readOnly(path: path) }
        let source = try History(reading: other)
        var count = MergeCount()
        let abandoned = Set((try? source.read { try $0.abandonedSuites() }) ?? [])
        for number in try source.suiteNumbers() {
            guard goesOn() else { break }
            let suite: Suite
            let runs: [Run]
            do throws(HistoryError) {
                suite = try source.suite(.number(number))
                if suite.status == .running, !abandoned.contains(number) {
                    count.running += 1
                    continue
                }
                runs = try source.runs(of: suite)
            } catch .corrupt {
                count.unreadable += 1
                continue
            } catch .noSuchSuite {
                // It was deleted a moment ago, or only an index of a damaged file still has it.
                continue
            }
            switch try add(suite, runs: runs).intake {
            case .new: count.added += 1
            case .completed: count.completed += 1
            case .known: count.known += 1
            }
        }
        return count
    }
}

extension Database {
    /// Whether a suite was cut short and has fewer runs than that.
    fileprivate func isCutShort(_ number: Int, of runs: Int) throws -> Bool {
        let statement = try PreparedStatement(
            """
            SELECT status = '\(SuiteStatus.interrupted.rawValue)'
                AND (SELECT count(*) FROM benchmark_runs WHERE suite_number = number) < ?
            FROM benchmark_suites WHERE number = ?
            """,
            on: self
        )
        try statement.bind(runs, at: 1)
        try statement.bind(number, at: 2)
        return try statement.step() && statement.value(at: 0).integer == 1
    }

    /// What a suite is called here goes before what it is called elsewhere.
    fileprivate func keepNames(of number: Int, in suite: inout Suite) throws {
        let statement = try PreparedStatement(SuiteColumns.select(where: "number = ?"), on: self)
        try statement.bind(number, at: 1)
        guard try statement.step() else { return }
        let stored = SuiteColumns.suite(in: statement)
        if let name = stored.name { (suite.name, suite.namedAt) = (name, stored.namedAt) }
        suite.note = stored.note ?? suite.note
    }
}
