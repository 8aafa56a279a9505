internal import GRDB
package import Measurement

extension History {
    /// Takes in a suite of another history with its runs, under a number of this one.
    ///
    /// All of it or nothing. A suite that is here already, by its UUID, is left as it is; one that
    /// was cut short elsewhere is `interrupted`.
    ///
    /// - Returns: the suite's number here, and whether it is new.
    package func add(
        _ suite: Suite,
        runs: [Run]
    ) throws(HistoryError) -> (number: Int, isNew: Bool) {
        try write { db in
            if let number = try db.number(ofID: suite.id) { return (number, false) }
            var suite = suite
            suite.number = nil
            let summary = SuiteSummary(runs: runs)
            if suite.status == .running {
                suite.status = .interrupted
                suite.completedAt = summary.runs.map(\.recordedAt).max()
            }
            try db.insert(&suite, with: [])
            let number = suite.number ?? 0
            try db.insert(runs, number: number)
            try db.update(number, summary: summary)
            return (number, true)
        }
    }

    /// Takes in every suite of another file, the oldest first; the other file is only read.
    ///
    /// A suite that is being measured is left for the next time; one whose process is no more is
    /// `interrupted`.
    ///
    /// - Parameter goesOn: asked before each suite; those behind the first false stay where they
    ///   are.
    package func merge(
        fileAt other: String,
        while goesOn: () -> Bool = { true }
    ) throws(HistoryError) -> (added: Int, known: Int, running: Int) {
        guard !isReadOnly else { throw .readOnly(path: path) }
        let source = try History(reading: other)
        var count = (added: 0, known: 0, running: 0)
        let abandoned = Set(try source.read { try $0.abandonedSuites() })
        for row in try source.suites().reversed() {
            guard goesOn() else { break }
            let isAbandoned = row.suite.number.map(abandoned.contains) ?? false
            if row.suite.status == .running, !isAbandoned {
                count.running += 1
            } else if try add(row.suite, runs: source.runs(of: row.suite)).isNew {
                count.added += 1
            } else {
                count.known += 1
            }
        }
        return count
    }
}
