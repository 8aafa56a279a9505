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
    /// How long a tick waits for another process: shorter than anybody notices.
    private static let patience = 0.2
    /// How long the history is left alone after it did not take something.
    private static let pause = Duration.seconds(1)

    let session: Session
    private(set) var suite: Suite
    /// Every run that ended, in the order it did.
    private(set) var runs: [Run] = []
    /// Those that the history has not taken.
    private var unstored: [Run] = []
    /// Those that were not shown yet.
    private var unshown: [Run] = []
    /// Nil once the history cannot take this suite for good.
    private var history: History?
    /// Whether the history has the suite itself.
    private var isBegun = false
    /// Since when it has taken nothing.
    private var blockedSince: ContinuousClock.Instant?
    private var nextAttempt = ContinuousClock.now
    private var hasWarned = false
    private var wasDisplaced = false

    /// Opens the suite in the history, which gives it its number.
    init(_ session: Session, _ suite: Suite) throws(Diagnostic) {
        self.session = session
        self.suite = suite
        history = try session.history()
        attempt(patience: nil)
    }

    mutating func add(_ run: Run) {
        runs.append(run)
        unstored.append(run)
        unshown.append(run)
    }

    /// Stores what ended since the last call and returns what may be shown.
    ///
    /// What a locked or full file does not take is tried again a little later, and shown then, or
    /// once it was said that it is not stored.
    mutating func commit() -> [Run] {
        if !unstored.isEmpty, ContinuousClock.now >= nextAttempt {
            attempt(patience: Self.patience)
        }
        let isKnown = unstored.isEmpty || hasWarned || history == nil
        return isKnown ? show() : []
    }

    /// Runs that may be shown from now on.
    private mutating func show() -> [Run] {
        let shown = unshown
        unshown = []
        let isStored = unstored.isEmpty
        for run in shown { session.emit(Event.runMetric(run, of: suite, isStored: isStored)) }
        return shown
    }

    /// - Parameter patience: how long to wait for another process; nil for the busy timeout.
    private mutating func attempt(patience: Double?) {
        guard let history else { return }
        do throws(HistoryError) {
            if !isBegun {
                suite = try history.begin(suite, patience: patience)
                isBegun = true
            }
            try history.record(unstored, of: suite, patience: patience)
            unstored = []
            blockedSince = nil
            if hasWarned {
                session.output.report(
                    Diagnostic(.note, "all results up to now are stored", at: nil)
                )
            }
            hasWarned = false
            if !history.isInPlace, !wasDisplaced {
                wasDisplaced = true
                warn("nobody will find these results", .displaced(path: history.path))
            }
        } catch {
            guard error.mayPass else {
                return giveUp(
                    unstored.count == runs.count
                        ? "these results are not stored" : "no further results are stored",
                    error
                )
            }
            let now = ContinuousClock.now
            nextAttempt = now + Self.pause
            // A short lock is no news.
            let since = blockedSince ?? now
            blockedSince = since
            let hasWaited = patience == nil || now - since >= .seconds(history.busyTimeout)
            guard hasWaited || error == .full(path: history.path), !hasWarned else { return }
            hasWarned = true
            warn("these results are not stored yet", error)
        }
    }

    /// What there is to say of a suite that was closed.
    struct Closing {
        /// As it ended.
        let suite: Suite
        let summary: SuiteSummary
        /// The runs that were not shown yet.
        let unshown: [Run]
        /// What the history lacks of it.
        let shortfall: Diagnostic?
    }

    /// Closes the suite.
    mutating func close(_ conditions: Conditions, interrupted: Bool) -> Closing {
        let summary = SuiteSummary(runs: runs)
        var reason: HistoryError?
        var isClosed = false
        if let history {
            do throws(HistoryError) {
                if !isBegun { suite = try history.begin(suite) }
                isBegun = true
                end(summary, conditions, interrupted: interrupted)
                try history.finish(suite, storing: unstored, summary: summary)
                unstored = []
                isClosed = true
                wasDisplaced = wasDisplaced || !history.isInPlace
            } catch {
                reason = error
            }
        }
        end(summary, conditions, interrupted: interrupted)
        let shortfall = isClosed && !wasDisplaced ? nil : shortfall(reason)
        return Closing(suite: suite, summary: summary, unshown: show(), shortfall: shortfall)
    }

    private mutating func end(
        _ summary: SuiteSummary,
        _ conditions: Conditions,
        interrupted: Bool
    ) {
        suite.completedAt = suite.completedAt ?? session.surroundings.now()
        suite.wall = summary.wall
        suite.conditions = conditions
        suite.status =
            interrupted
            ? .interrupted : summary.successes.isEmpty ? .failed : .completed
    }

    /// What the history lacks of the suite.
    private func shortfall(_ reason: HistoryError?) -> Diagnostic {
        let verb = unstored.count == 1 ? "is" : "are"
        let what =
            if wasDisplaced {
                "the history is not where it was"
            } else if unstored.isEmpty {
                isBegun ? "the runs are stored, but not how the suite ended" : "it is not stored"
            } else {
                "\(unstored.count) of \(runs.count) runs \(verb) not stored"
            }
        let why = reason.map { ": \($0.description)" } ?? ""
        return .error("\(suite.called): \(what)\(why)", at: nil)
    }

    private mutating func giveUp(_ what: String, _ error: HistoryError) {
        history = nil
        warn(what, error)
    }

    private func warn(_ what: String, _ error: HistoryError) {
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
