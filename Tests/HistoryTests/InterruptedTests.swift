import Measurement
import Testing

@testable import History

@Suite struct InterruptedTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Begins a suite with two runs, as if `owner` had done so.
    private func leaveRunning(by owner: OwnerProcess) throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record([.full(1, ttft: 100), .full(2, ttft: 300)], of: suite)
        let start = owner.start.map { "'\($0)'" } ?? "NULL"
        try RawDatabase(scratch.path).execute(
            "UPDATE benchmark_suites SET pid = \(owner.pid), pid_start = \(start)"
        )
    }

    // No process has a number beyond the kernel's limit of 2²²; 1 always lives, but began once.
    @Test(arguments: [
        OwnerProcess(pid: 5_000_000, start: nil), OwnerProcess(pid: 5_000_000, start: "b 7"),
        OwnerProcess(pid: 1, start: "another-boot 12"), OwnerProcess(pid: 0, start: nil),
        OwnerProcess(pid: .max, start: nil), OwnerProcess(pid: -1, start: nil),
    ])
    func aDeadShellsSuiteIsMarkedAndSummedUp(owner: OwnerProcess) throws {
        try leaveRunning(by: owner)
        let history = try History(path: scratch.path)
        #expect(history.recovered == [1])
        let row = try history.row(.last)
        #expect(row.suite.status == .interrupted)
        #expect(row.suite.completedAt == Run.full(1).recordedAt)
        #expect(row.figures["success_count"] == 2)
        #expect(row.figures["avg_ttft_ms"] == 200)
        #expect(try history.runs(of: row.suite).count == 2)
        #expect(try History(path: scratch.path).recovered.isEmpty)
    }

    @Test func aLiveShellsSuiteIsLeftAlone() throws {
        try leaveRunning(by: OwnerProcess(pid: 1))
        let history = try History(path: scratch.path)
        #expect(history.recovered.isEmpty)
        #expect(try history.suite(.last).status == .running)
    }

    @Test func thisProcessLives() {
        #expect(OwnerProcess.current.isAlive)
        #expect(OwnerProcess.current.start != nil)
    }

    @Test func aSuiteEndsWithTheRunsThatWereLeftOrNotAtAll() throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record([.full(1)], of: suite)
        let all = SuiteSummary(runs: [.full(1), .full(2)])
        #expect(throws: HistoryError.self) {
            try history.finish(suite, storing: [.full(2), .full(1)], summary: all)
        }
        #expect(try history.suite(.last).status == .running)
        #expect(try history.runs(of: suite).map(\.number) == [1])
        try history.finish(suite, storing: [.full(2)], summary: all)
        let row = try history.row(.last)
        #expect(row.suite.status == .completed && row.figures["success_count"] == 2)
        #expect(try history.runs(of: suite).map(\.number) == [1, 2])
    }

    @Test func aFinishedSuiteKeepsItsStatus() throws {
        let history = try History(path: scratch.path)
        for (id, status) in [("a", SuiteStatus.failed), ("b", .interrupted), ("c", .running)] {
            var suite = try history.begin(.sample(id))
            suite.status = status
            try history.finish(suite, summary: SuiteSummary(runs: []))
        }
        let statuses = try history.suites().map(\.suite.status)
        #expect(statuses == [.completed, .interrupted, .failed])
    }
}
