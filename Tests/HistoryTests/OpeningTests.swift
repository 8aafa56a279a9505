import Glibc
import Measurement
import Testing

@testable import History

@Suite struct OpeningTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func missingDirectoriesAreMadeForTheOwnerAlone() throws {
        let path = scratch.directory + "/a/b/bench.db"
        _ = try History(path: path)
        #expect(permissions(path) == 0o600)
        #expect(permissions(scratch.directory + "/a") == 0o700)
        #expect(permissions(scratch.directory + "/a/b") == 0o700)
    }

    @Test(arguments: [
        ("/a/b.db", "/a/b.db", "file:/a/b.db?immutable=1"),
        ("b.db", "./b.db", "file:./b.db?immutable=1"),
        (":memory:", "./:memory:", "file:./:memory:?immutable=1"),
        ("file:x?mode=ro", "./file:x?mode=ro", "file:./file:x%3fmode=ro?immutable=1"),
        ("/é %#\n", "/é %#\n", "file:/%c3%a9%20%25%23%0a?immutable=1"),
    ])
    func aPathIsNeverTakenForAnythingElse(path: String, location: String, immutable: String) {
        #expect(DatabaseFile(path: path).location == location)
        #expect(DatabaseFile(path: path).immutableLocation == immutable)
    }

    @Test func anEmptyFileBecomesAHistory() throws {
        try scratch.write([], to: scratch.path)
        #expect(try History(path: scratch.path).begin(.sample("a")).number == 1)
    }

    @Test(arguments: ["/a/file/bench.db", ""])
    func whatIsNoFile(path: String) throws {
        #expect(mkdir(scratch.directory + "/a", 0o700) == 0)
        try scratch.write([], to: scratch.directory + "/a/file")
        let error = #expect(throws: HistoryError.self) {
            try History(path: scratch.directory + path)
        }
        guard case .cannotOpen = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.hasSuffix("start with --db OTHER") == true)
    }

    @Test func aDirectoryThatCannotBeMade() throws {
        #expect(chmod(scratch.directory, 0o555) == 0)
        let path = scratch.directory + "/new/bench.db"
        let error = HistoryError.cannotOpen(
            path: path,
            reason: "its directory cannot be made: permission denied"
        )
        #expect(throws: error) { try restricted { try History(path: path) } }
    }

    @Test func otherFilesAreRefusedAndLeftAsTheyAre() throws {
        let sqlite = scratch.directory + "/other.db"
        try RawDatabase(sqlite).execute("CREATE TABLE benchmark_runs (x); PRAGMA user_version = 4")
        let marked = scratch.directory + "/marked.db"
        try RawDatabase(marked).execute("PRAGMA application_id = 7")
        let text = scratch.directory + "/notes.txt"
        try scratch.write(Array(repeating: UInt8(ascii: "x"), count: 5000), to: text)
        for path in [sqlite, marked, text] {
            let before = try scratch.bytes(of: path)
            #expect(throws: HistoryError.foreign(path: path)) { try History(path: path) }
            #expect(try scratch.bytes(of: path) == before)
        }
    }

    @Test func aLaterVersionsFileIsRefused() throws {
        _ = try History(path: scratch.path)
        try RawDatabase(scratch.path).execute(
            "INSERT INTO grdb_migrations VALUES ('v9 from the future')"
        )
        #expect(throws: HistoryError.newer(path: scratch.path)) { try History(path: scratch.path) }
    }

    @Test func aDamagedFileSaysSo() throws {
        let suite = try History(path: scratch.path).begin(.sample("a"))
        do {
            let history = try History(path: scratch.path)
            try history.record((1...200).map { .full($0) }, of: suite)
        }
        // The first two pages hold the list of tables; what comes after is data.
        var bytes = try scratch.bytes(of: scratch.path)
        for index in 8192..<bytes.count { bytes[index] = 0xa5 }
        try scratch.write(bytes, to: scratch.path)
        let error = HistoryError.corrupt(path: scratch.path)
        #expect(error.description.contains(".recover"))
        #expect(throws: error) { try History(path: scratch.path).runs(of: suite) }
    }

    @Test func aFileThatAnotherProcessHolds() throws {
        let history = try History(path: scratch.path, busyTimeout: 0.05)
        let suite = try history.begin(.sample("a"))
        let other = try RawDatabase(scratch.path)
        try other.execute("BEGIN EXCLUSIVE")
        let error = HistoryError.locked(path: scratch.path)
        #expect(throws: error) { try history.record([.full(1)], of: suite) }
        // Readers do not wait for a writer.
        #expect(try History(path: scratch.path, busyTimeout: 0.05).suites().count == 1)
        try other.execute("ROLLBACK")
        try history.record([.full(1)], of: suite)
        #expect(try history.runs(of: suite).count == 1)
    }

    @Test func aFileThatIsHeldForItself() throws {
        _ = try History(path: scratch.path)
        let other = try RawDatabase(scratch.path)
        try other.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        #expect(throws: HistoryError.locked(path: scratch.path)) {
            try History(path: scratch.path, busyTimeout: 0.05)
        }
        try other.execute("ROLLBACK")
    }

    @Test func aFullDiskLosesNothingThatWasStored() throws {
        let history = try History(
            path: scratch.path,
            version: nil,
            busyTimeout: 5,
            pageLimit: 40
        )
        let suite = try history.begin(.sample("a"))
        let error = HistoryError.full(path: scratch.path)
        var stored = 0
        #expect(throws: error) {
            for number in 1...1000 {
                try history.record([.full(number)], of: suite)
                stored = number
            }
        }
        #expect(stored > 0)
        #expect(try history.runs(of: suite).map(\.number) == Array(1...stored))
        #expect(try RawDatabase(scratch.path).texts("PRAGMA integrity_check") == ["ok"])
        let later = try History(path: scratch.path)
        try later.record([.full(stored + 1)], of: suite)
        #expect(try later.runs(of: suite).count == stored + 1)
    }

    /// The wait is short where it is asked to be, and the next call waits as before.
    @Test func aWaitCanBeShort() throws {
        let history = try History(path: scratch.path, busyTimeout: 3600)
        let suite = try history.begin(.sample("a"))
        let other = try RawDatabase(scratch.path)
        try other.execute("BEGIN EXCLUSIVE")
        let error = HistoryError.locked(path: scratch.path)
        #expect(throws: error) { try history.record([.full(1)], of: suite, patience: 0.01) }
        #expect(throws: error) { try history.begin(.sample("b"), patience: 0) }
        try other.execute("ROLLBACK")
        try history.record([.full(1)], of: suite, patience: 0.01)
        #expect(try history.runs(of: suite).count == 1)
    }

    @Test func aFileThatIsRemovedOrReplacedIsNoticed() throws {
        let history = try History(path: scratch.path)
        #expect(history.isInPlace)
        #expect(rename(scratch.path, scratch.path + ".moved") == 0)
        #expect(!history.isInPlace)
        try scratch.write([], to: scratch.path)
        #expect(!history.isInPlace)
        #expect(rename(scratch.path + ".moved", scratch.path) == 0)
        #expect(history.isInPlace)
    }

    /// Two shells that find an old file copy and change it one after the other.
    @Test func oneShellAtATimeChangesTables() throws {
        let file = DatabaseFile(path: scratch.path)
        let turn = try Turn(at: file, patience: 0)
        let error = HistoryError.locked(path: scratch.path)
        #expect(throws: error) { try Turn(at: file, patience: 0.01) }
        turn.end()
        try Turn(at: file, patience: 0).end()
    }

    @Test func viewsOfTheUsersOwnAreLeftAlone() throws {
        _ = try History(path: scratch.path)
        let raw = try RawDatabase(scratch.path)
        try raw.execute("CREATE VIEW mine AS SELECT 1")
        let version = try raw.texts("PRAGMA schema_version")
        _ = try History(path: scratch.path)
        #expect(try raw.texts("PRAGMA schema_version") == version)
        #expect(try raw.texts("SELECT count(*) FROM mine") == ["1"])
    }

    @Test func viewsOfAnotherVersionAreMadeAnew() throws {
        _ = try History(path: scratch.path)
        try RawDatabase(scratch.path).execute(
            """
            DROP VIEW chunks; DROP VIEW runs; CREATE VIEW runs AS SELECT 1;
            ALTER TABLE benchmark_runs DROP COLUMN tpot_ms
            """
        )
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record([.full(1)], of: suite)
        let tpot = try #require(Metric.named("tpot")?.value(of: .full(1)))
        #expect(try history.answer("SELECT tpot_ms FROM runs") == [[.real(tpot)]])
        #expect(try history.answer("SELECT count(*) FROM chunks") == [[.integer(4)]])
    }

    private func permissions(_ path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }
}
