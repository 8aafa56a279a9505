internal import BenchLanguage
internal import History
internal import Measurement
internal import Rendering
internal import Terminal

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
    /// Those that the history has not taken.
    private var unstored: [Run] = []
    private var hasWarned = false
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
            giveUp("these results are not stored", error)
        }
    }

    mutating func add(_ run: Run) {
        pending.append(run)
    }

    /// Stores what ended since the last call and returns it.
    ///
    /// What a locked or full file does not take is tried again with the next runs.
    mutating func commit() -> [Run] {
        guard !pending.isEmpty else { return [] }
        let ended = pending
        pending = []
        runs += ended
        unstored += ended
        store()
        for run in ended { session.emit(Event.runMetric(run, of: suite)) }
        return ended
    }

    private mutating func store() {
        guard let history, !unstored.isEmpty else { return }
        do throws(HistoryError) {
            try history.record(unstored, of: suite)
            unstored = []
        } catch {
            guard error.mayPass else {
                let isFirst = unstored.count == runs.count
                return giveUp(
                    isFirst ? "these results are not stored" : "no further results are stored",
                    error
                )
            }
            warn("these results are not stored yet", error)
        }
    }

    /// Closes the suite.
    mutating func close(_ conditions: Conditions, interrupted: Bool) -> Suite {
        _ = commit()
        let summary = SuiteSummary(runs: runs)
        suite.completedAt = session.surroundings.now()
        suite.wall = summary.wall
        suite.conditions = conditions
        suite.status =
            interrupted
            ? .interrupted : summary.successes.isEmpty ? .failed : .completed
        do throws(HistoryError) {
            try history?.finish(suite, storing: unstored, summary: summary)
        } catch {
            giveUp(shortfall, error)
        }
        return suite
    }

    /// What the history lacks of a suite that could not be closed there.
    private var shortfall: String {
        if unstored.isEmpty { return "the runs are stored, but not how the suite ended" }
        if unstored.count == runs.count { return "these results are not stored" }
        let verb = unstored.count == 1 ? "is" : "are"
        return "\(unstored.count) of \(runs.count) runs \(verb) not stored"
    }

    private mutating func giveUp(_ what: String, _ error: HistoryError) {
        history = nil
        hasWarned = false
        warn(what, error)
    }

    private mutating func warn(_ what: String, _ error: HistoryError) {
        guard !hasWarned else { return }
        hasWarned = true
        session.output.report(Diagnostic(.warning, "\(what): \(error.description)", at: nil))
    }
}

extension HistoryError {
    /// Whether the same may succeed a little later.
    fileprivate var mayPass: Bool {
        switch self {
        case .locked, .full: true
        default: false
        }
    }
}
