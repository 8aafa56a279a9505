import FoundationEssentials
import Glibc
import Measurement
import Testing

@testable import History

/// Suites that come from other histories.
@Suite struct MergingTests {
    let scratch: Scratch
    let history: History
    let other: History
    var otherPath: String { scratch.directory + "/other.db" }

    init() throws {
        scratch = try Scratch()
        history = try History(path: scratch.path, version: "2")
        other = try History(path: scratch.directory + "/other.db", version: "1")
        for id in ["a", "b", "c"] {
            let suite = try other.begin(.sample(id, name: "x-\(id)"))
            let runs = [Run.full(1), .failed(2), .cancelled(3)]
            try other.record(runs, of: suite)
            try other.finish(suite, summary: SuiteSummary(runs: runs))
        }
        try other.note(.name("x-b"), "kept")
    }

    /// Everything that is stored, but the numbers that each file gives and what is the process's.
    private func rows(of path: String) throws -> [String] {
        let raw = try RawDatabase(path)
        let suites = try raw.texts(
            "SELECT name FROM pragma_table_info('benchmark_suites') WHERE name NOT IN "
                + "('number', 'pid', 'pid_start') ORDER BY name"
        )
        let runs = try raw.texts(
            "SELECT name FROM pragma_table_info('benchmark_runs') WHERE name NOT IN "
                + "('id', 'suite_number') ORDER BY name"
        )
        func quoted(_ columns: [String], _ table: String) -> String {
            columns.map { "quote(\(table).\($0))" }.joined(separator: " || '|' || ")
        }
        return try raw.texts(
            "SELECT \(quoted(suites, "s")) || \(quoted(["prompt", "system_prompt"], "t")) "
                + "FROM benchmark_suites s JOIN suite_texts t ON suite_number = number ORDER BY 1"
        )
            + raw.texts(
                "SELECT s.id || \(quoted(runs, "r")) || "
                    + "coalesce(\(quoted(["timeline", "response", "reasoning"], "d")), '') "
                    + "FROM benchmark_runs r JOIN benchmark_suites s ON s.number = r.suite_number "
                    + "LEFT JOIN run_details d ON d.run_id = r.id ORDER BY 1"
            )
    }

    @Test func aMergeThatIsStoppedGoesOnTheNextTime() throws {
        var asked = 0
        let first = try history.merge(fileAt: otherPath) {
            asked += 1
            return asked < 3
        }
        #expect(first == (2, 0, 0))
        #expect(try history.merge(fileAt: otherPath) == (1, 2, 0))
        #expect(try rows(of: scratch.path) == rows(of: otherPath))
    }

    @Test func aMergeTakesEverythingAndTwiceIsAsOnce() throws {
        let first = try history.merge(fileAt: otherPath)
        #expect(first == (3, 0, 0))
        let once = try rows(of: scratch.path)
        #expect(once == (try rows(of: otherPath)))
        #expect(once.count == 12)
        let second = try history.merge(fileAt: otherPath)
        #expect(second == (0, 3, 0))
        #expect(try rows(of: scratch.path) == once)
        #expect(try history.suite(.name("x-b")).note == "kept")
        #expect(try history.suite(.last).origin.version == "1")
    }

    @Test func ownSuitesStayAndNumbersAreGivenAnew() throws {
        let own = try history.begin(.sample("own", name: "x-a"))
        try history.finish(own, summary: SuiteSummary(runs: []))
        _ = try history.merge(fileAt: otherPath)
        #expect(try history.suites().map(\.suite.number) == [4, 3, 2, 1])
        #expect(try history.suite(.number(1)).id == "own")
        #expect(try history.suites().map(\.suite.id) == ["c", "b", "a", "own"])
    }

    @Test func whatIsStillRunningIsLeftForTheNextTime() throws {
        let running = try other.begin(.sample("d"))
        #expect(try history.merge(fileAt: otherPath) == (3, 0, 1))
        try other.finish(running, summary: SuiteSummary(runs: []))
        #expect(try history.merge(fileAt: otherPath) == (1, 3, 0))
    }

    @Test func whatADeadProcessLeftRunningIsInterrupted() throws {
        let suite = try other.begin(.sample("d"))
        try other.record([.full(1)], of: suite)
        // No process has a number beyond the kernel's limit of 2²².
        try RawDatabase(otherPath).execute(
            "UPDATE benchmark_suites SET pid = 5000000 WHERE status = 'running'"
        )
        #expect(try history.merge(fileAt: otherPath) == (4, 0, 0))
        let row = try history.row(.last)
        #expect(row.suite.id == "d" && row.suite.status == .interrupted)
        #expect(row.suite.completedAt == Run.full(1).recordedAt)
        #expect(row.figures["success_count"] == 1)
        #expect(try other.suite(.last).status == .running)
    }

    @Test func theOtherFileIsLeftAsItIs() throws {
        let before = try rows(of: otherPath)
        _ = try history.merge(fileAt: otherPath)
        #expect(try rows(of: otherPath) == before)
    }

    @Test(arguments: ["missing.db", "notes.txt"])
    func whatIsNoHistoryIsRefused(name: String) throws {
        let path = scratch.directory + "/" + name
        if name == "notes.txt" { try scratch.write(Array("no database".utf8), to: path) }
        #expect(throws: HistoryError.self) { try history.merge(fileAt: path) }
        #expect(access(path, F_OK) == (name == "notes.txt" ? 0 : -1))
        #expect(try history.suites().isEmpty)
    }

    @Test func aSuiteIsAddedWithItsRunsOrNotAtAll() throws {
        #expect(throws: HistoryError.self) {
            try history.add(.sample("z"), runs: [.failed(1), .failed(1)])
        }
        #expect(try history.suites().isEmpty)
        let (number, isNew) = try history.add(.sample("z"), runs: [.failed(1)])
        #expect(number == 1 && isNew)
        // One that was cut short elsewhere will not go on here.
        #expect(try history.suite(.last).status == .interrupted)
        #expect(try history.add(.sample("z"), runs: []) == (1, false))
    }
}
