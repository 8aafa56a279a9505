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
        #expect(first == MergeCount(added: 2))
        #expect(try history.merge(fileAt: otherPath) == MergeCount(added: 1, known: 2))
        #expect(try rows(of: scratch.path) == rows(of: otherPath))
    }

    @Test func aMergeTakesEverythingAndTwiceIsAsOnce() throws {
        let first = try history.merge(fileAt: otherPath)
        #expect(first == MergeCount(added: 3))
        let once = try rows(of: scratch.path)
        #expect(once == (try rows(of: otherPath)))
        #expect(once.count == 12)
        let second = try history.merge(fileAt: otherPath)
        #expect(second == MergeCount(known: 3))
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
        #expect(try history.merge(fileAt: otherPath) == MergeCount(added: 3, running: 1))
        try other.finish(running, summary: SuiteSummary(runs: []))
        #expect(try history.merge(fileAt: otherPath) == MergeCount(added: 1, known: 3))
    }

    @Test func whatADeadProcessLeftRunningIsInterrupted() throws {
        let suite = try other.begin(.sample("d"))
        try other.record([.full(1)], of: suite)
        // No process has a number beyond the kernel's limit of 2²².
        try RawDatabase(otherPath).execute(
            "UPDATE benchmark_suites SET pid = 5000000 WHERE status = 'running'"
        )
        #expect(try history.merge(fileAt: otherPath) == MergeCount(added: 4))
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
        #expect(try history.add(.sample("z"), runs: [.failed(1)]) == (1, .new))
        // One that was cut short elsewhere will not go on here.
        #expect(try history.suite(.last).status == .interrupted)
        #expect(try history.add(.sample("z"), runs: []) == (1, .known))
    }

    /// A suite may be taken from elsewhere while it is measured, and once more when it has ended.
    @Test func aSuiteThatWasCutShortIsCompletedLater() throws {
        var suite = Suite.sample("z", name: "theirs")
        suite.status = .running
        #expect(try history.add(suite, runs: [.full(1)]) == (1, .new))
        try history.name(.number(1), "ours", at: suite.createdAt)
        try history.note(.number(1), "a note")
        #expect(try history.add(.sample("y"), runs: []) == (2, .new))
        suite.status = .completed
        #expect(try history.add(suite, runs: [.full(1)]) == (1, .known))
        #expect(try history.add(suite, runs: [.full(1), .full(2), .failed(3)]) == (1, .completed))
        let row = try history.row(.number(1))
        #expect(row.suite.status == .completed && row.figures["success_count"] == 2)
        #expect(row.suite.name == "ours" && row.suite.note == "a note")
        #expect(try history.runs(of: row.suite).map(\.number) == [1, 2, 3])
        // One that ended is as long as it will ever be.
        #expect(try history.add(suite, runs: (1...9).map { .full($0) }) == (1, .known))
        #expect(try RawDatabase(scratch.path).texts("PRAGMA foreign_key_check").isEmpty)
    }

    /// The pages of one suite are damaged; the others are taken.
    @Test func whatCannotBeReadIsLeftOut() throws {
        let path = scratch.directory + "/damaged.db"
        do {
            let damaged = try History(path: path)
            for id in ["p", "q", "r"] {
                let suite = try damaged.begin(.sample(id))
                try damaged.record((1...40).map { .full($0) }, of: suite)
                try damaged.finish(suite, summary: SuiteSummary(runs: []))
            }
        }
        let pages = try RawDatabase(path).texts(
            """
            SELECT pageno FROM dbstat WHERE name = 'benchmark_runs' AND pagetype = 'leaf'
            ORDER BY pageno
            """
        )
        let page = try #require(Int(pages[pages.count / 2]))
        let size = try #require(Int(try RawDatabase(path).texts("PRAGMA page_size")[0]))
        var bytes = try scratch.bytes(of: path)
        for index in (page - 1) * size..<page * size { bytes[index] = 0xa5 }
        try scratch.write(bytes, to: path)
        let count = try history.merge(fileAt: path)
        #expect(count.unreadable >= 1 && count.added + count.unreadable == 3)
        #expect(count.added >= 1)
        #expect(try history.suites().count == count.added)
    }

    @Test func anOlderHistoryIsToBeOpenedOnce() throws {
        try RawDatabase(otherPath).execute(
            "DROP VIEW runs; ALTER TABLE benchmark_runs DROP COLUMN tpot_ms"
        )
        let error = HistoryError.older(path: otherPath)
        #expect(throws: error) { try history.merge(fileAt: otherPath) }
        #expect(error.description.hasSuffix("benchsh --db '\(otherPath)'"))
        #expect(try History(path: otherPath).backup == otherPath + ".v3-backup")
        #expect(try history.merge(fileAt: otherPath).added == 3)
    }
}
