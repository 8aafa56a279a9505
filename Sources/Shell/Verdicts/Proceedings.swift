package import FoundationEssentials
internal import Rendering
private import Synchronization

/// What the checks of the scripts have come to so far.
///
/// The thread on which a second signal ends the program reads it too.
package final class Proceedings: Sendable {
    private struct State {
        var scripts: [String] = []
        /// The script that is running, by its place among them.
        var script = 0
        var cases: [TestCase] = []
        /// How many more cases there were than are kept.
        var leftOut: [TestReport.Heap: Int] = [:]
        var tally = Tally()
        /// Why the rest is not reached; the first reason counts.
        var ending: String?
        /// When the last case ended, in milliseconds.
        var lastEnd: Double?
    }

    /// A loop over a hundred thousand values must not fill the memory with what went well.
    private static let mostCases = 20_000

    private let state = Mutex(State())
    private let startedAt: Date

    package init(startedAt: Date) {
        self.startedAt = startedAt
    }

    /// Takes the names of the scripts, in order.
    func begin(_ scripts: [String]) {
        state.withLock { $0.scripts = scripts }
    }

    /// What follows belongs to this script.
    func enter(script: Int) {
        state.withLock { $0.script = script }
    }

    /// Adds a case, which lasted since the one before it ended: an expectation's time holds that
    /// of the suite it judges.
    func add(_ test: TestCase, at uptime: Double, _ tally: Tally) {
        state.withLock { state in
            state.tally = tally
            var test = test
            test.script = state.script
            if test.verdict != .skipped {
                test.milliseconds = max(0, uptime - (state.lastEnd ?? uptime))
                state.lastEnd = uptime
            }
            let isNews = test.verdict == .failed || test.verdict == .error
            if isNews || state.cases.count < Self.mostCases {
                state.cases.append(test)
            } else {
                state.leftOut[TestReport.Heap(state.script, test.verdict), default: 0] += 1
            }
        }
    }

    /// Counts cases that are too many to be kept.
    func leaveOut(_ count: Int, _ verdict: TestCase.Verdict, _ tally: Tally) {
        state.withLock { state in
            state.tally = tally
            state.leftOut[TestReport.Heap(state.script, verdict), default: 0] += count
        }
    }

    /// The clock of the cases starts.
    func start(at uptime: Double) {
        state.withLock { $0.lastEnd = uptime }
    }

    /// Notes why the rest of the scripts is not reached.
    func end(because reason: String) {
        state.withLock { $0.ending = $0.ending ?? reason }
    }

    /// Why the rest of the scripts is not reached, nil while they go on.
    var ending: String? { state.withLock { $0.ending } }

    /// Whether only what goes wrong is still kept.
    var isFull: Bool { state.withLock { $0.cases.count >= Self.mostCases } }

    /// Everything so far.
    func report(exitCode: Int32?, milliseconds: Double, _ tally: Tally? = nil) -> TestReport {
        state.withLock { state in
            let tally = tally ?? state.tally
            return TestReport(
                program: "benchsh \(Program.version)",
                scripts: state.scripts,
                startedAt: startedAt,
                milliseconds: milliseconds,
                exitCode: exitCode,
                statements: tally.statements,
                suites: tally.suites,
                requests: tally.requests,
                requestErrors: tally.errors,
                cases: state.cases,
                leftOut: state.leftOut
            )
        }
    }
}
