import Glibc
import History
import Measurement
import Testing

@Suite struct ReadOnlyTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record([.full(1)], of: suite)
    }

    /// What must work, and what must not, in a file that cannot be written.
    private func check(_ history: History) throws {
        #expect(history.isReadOnly)
        let suite = try history.suite(.last)
        #expect(try history.runs(of: suite) == [.full(1)])
        #expect(try history.answer("SELECT run, p95(ttft_ms) FROM runs").count == 1)
        let refusal = HistoryError.readOnly(path: scratch.path)
        #expect(throws: refusal) { try history.begin(.sample("b")) }
        #expect(throws: refusal) { try history.record([.full(2)], of: suite) }
        #expect(throws: refusal) { try history.finish(suite, summary: SuiteSummary(runs: [])) }
        #expect(throws: refusal) { try history.delete([.last]) }
        #expect(throws: refusal) { try history.saveProvider("a", entry: "{}") }
    }

    @Test func aReadOnlyFileInAReadOnlyDirectory() throws {
        #expect(chmod(scratch.path, 0o444) == 0 && chmod(scratch.directory, 0o555) == 0)
        try restricted { try check(History(path: scratch.path)) }
    }

    @Test func aReadOnlyFileWithAnOddNameInAReadOnlyDirectory() throws {
        let odd = scratch.directory + "/é %41?x#y.db"
        #expect(rename(scratch.path, odd) == 0)
        #expect(chmod(odd, 0o444) == 0 && chmod(scratch.directory, 0o555) == 0)
        try restricted {
            let history = try History(path: odd)
            #expect(history.isReadOnly)
            #expect(try history.suite(.last).number == 1)
            #expect(try history.answer("SELECT suite FROM runs") == [[.integer(1)]])
        }
    }

    @Test func aReadOnlyFile() throws {
        #expect(chmod(scratch.path, 0o444) == 0 && chmod(scratch.directory, 0o777) == 0)
        try restricted { try check(History(path: scratch.path)) }
    }

    @Test func aWritableFileInAReadOnlyDirectory() throws {
        #expect(chmod(scratch.path, 0o666) == 0 && chmod(scratch.directory, 0o555) == 0)
        try restricted { try check(History(path: scratch.path)) }
    }

    @Test func aReadOnlyFileWithCommitsThatWait() throws {
        // Another shell is open, so that the last commits lie in the WAL file only.
        let writer = try History(path: scratch.path)
        _ = try writer.begin(.sample("b"))
        for suffix in ["", "-wal", "-shm"] { #expect(chmod(scratch.path + suffix, 0o444) == 0) }
        #expect(chmod(scratch.directory, 0o555) == 0)
        try restricted {
            let history = try History(path: scratch.path)
            #expect(history.isReadOnly)
            #expect(try history.suite(.last).id == "b")
        }
        withExtendedLifetime(writer) {}
    }

    @Test func anUnreadableFile() throws {
        #expect(chmod(scratch.path, 0) == 0)
        let error = #expect(throws: HistoryError.self) {
            try restricted { try History(path: scratch.path) }
        }
        guard case .cannotOpen = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func anEmptyReadOnlyFileIsNoHistory() throws {
        try scratch.write([], to: scratch.directory + "/empty.db")
        let path = scratch.directory + "/empty.db"
        #expect(chmod(path, 0o444) == 0)
        #expect(throws: HistoryError.foreign(path: path)) {
            try restricted { try History(path: path) }
        }
    }
}
