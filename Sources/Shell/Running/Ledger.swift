internal import BenchLanguage
internal import History
internal import Measurement
internal import Rendering

/// The runs of a suite on their way into the history.
///
/// A run is shown only after it was stored. When the history cannot be written, that is said once
/// and the measurement goes on.
@MainActor
struct Ledger {
    let session: Session
    private(set) var suite: Suite
    /// Every run that ended, in the order it did.
    private(set) var runs: [Run] = []
    private var pending: [Run] = []
    private var history: History?

    /// Opens the suite in the history, which gives it its number.
    init(_ session: Session, _ suite: Suite) throws(Diagnostic) {
        self.session = session
        self.suite = suite
        let history = try session.history()
        do throws(HistoryError) {
            self.suite = try history.begin(suite)
            self.history = history
        } catch {
            giveUp(error)
        }
    }

    mutating func add(_ run: Run) {
        pending.append(run)
    }

    /// Stores what ended since the last call and returns it.
    mutating func commit() throws -> [Run] {
        guard !pending.isEmpty else { return [] }
        let ended = pending
        pending = []
        runs += ended
        do throws(HistoryError) {
            try history?.record(ended, of: suite)
        } catch {
            giveUp(error)
        }
        for run in ended {
            try session.events?.write(Event.runMetric(run, of: suite) + "\n")
        }
        try session.events?.flush()
        return ended
    }

    /// Closes the suite.
    mutating func close(_ conditions: Conditions, interrupted: Bool) throws -> Suite {
        _ = try commit()
        let summary = SuiteSummary(runs: runs)
        suite.completedAt = session.surroundings.now()
        suite.wall = summary.wall
        suite.conditions = conditions
        suite.status =
            interrupted
            ? .interrupted : summary.successes.isEmpty ? .failed : .completed
        do throws(HistoryError) {
            try history?.finish(suite, summary: summary)
        } catch {
            giveUp(error)
        }
        return suite
    }

    private mutating func giveUp(_ error: HistoryError) {
        history = nil
        session.output.report(
            Diagnostic(
                .warning,
                "these results are not stored: \(error.description)",
                at: nil
            )
        )
    }
}
