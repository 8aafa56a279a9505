import FoundationEssentials
import GRDBSQLite
import Glibc
import Testing

/// Another process that writes for as long as it wants.
private final class Lock {
    private var handle: OpaquePointer?

    init(on path: String) throws {
        try #require(sqlite3_open(path, &handle) == SQLITE_OK)
        sqlite3_busy_timeout(handle, 60_000)
        try #require(sqlite3_exec(handle, "begin exclusive", nil, nil, nil) == SQLITE_OK)
    }

    func end() {
        sqlite3_close(handle)
        handle = nil
    }

    deinit { end() }
}

/// A run that was shown is stored, whatever happens to the program then.
@Suite struct DurabilityTests {
    private static let suite =
        "set mock tokens 3; set mock ttft 5ms; set max_runs 400; set max_concurrency 20; "
        + "run 400x20 on mock/fast"

    /// What SQLite itself says of a file, asked without any of the program's code.
    private func texts(_ sql: String, of path: String) throws -> [String] {
        var handle: OpaquePointer?
        try #require(sqlite3_open(path, &handle) == SQLITE_OK)
        defer { sqlite3_close(handle) }
        var statement: OpaquePointer?
        let message = String(cString: sqlite3_errmsg(handle))
        try #require(
            sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK,
            "\(message)"
        )
        defer { sqlite3_finalize(statement) }
        var texts: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            texts.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "NULL")
        }
        return texts
    }

    /// The numbers of the runs that whole lines of the output report as ended.
    private func reported(in output: String) throws -> Set<Int> {
        let whole = output.lastIndex(of: "\n").map { String(output[...$0]) } ?? ""
        return Set(try Event.all(in: whole).compactMap(\.run))
    }

    private func stored(of suite: Int, in sandbox: Sandbox) throws -> Set<Int> {
        let rows = try texts(
            "select run_number from benchmark_runs where suite_number = \(suite)",
            of: sandbox.database
        )
        return Set(rows.compactMap { Int($0) })
    }

    /// The same file is killed over and over, so that each start also recovers what was left.
    @Test func whatWasShownOutlivesAKillAtAnyMoment() throws {
        let sandbox = try Sandbox()
        var dice = SystemRandomNumberGenerator()
        for suite in 1...12 {
            let child = try sandbox.start(["--events", "-", "-c", Self.suite])
            var left = Int.random(in: 1...60, using: &dice)
            while left > 0, let line = child.line() {
                if line.contains(#""event":"run_metric""#) { left -= 1 }
            }
            // Somewhere between two writes, or in the middle of one.
            usleep(.random(in: 0...20_000, using: &dice))
            child.signal(SIGKILL)
            let ended = child.end()
            let shown = try reported(in: ended.output)
            guard ended.signal == SIGKILL, access(sandbox.database, F_OK) == 0 else { continue }
            #expect(try texts("pragma integrity_check", of: sandbox.database) == ["ok"])
            let next = try sandbox.run("-c", "show history as csv")
            #expect(next.code == 0, "\(next.errors)")
            let kept = try stored(of: suite, in: sandbox)
            #expect(shown.isSubset(of: kept), "suite \(suite): \(shown.subtracting(kept))")
            let status = try texts(
                "select status from benchmark_suites where number = \(suite)",
                of: sandbox.database
            )
            #expect(status == ["interrupted"], "suite \(suite)")
            let counted = try texts(
                "select success_count + error_count from benchmark_suites where number = \(suite)",
                of: sandbox.database
            )
            #expect(counted == ["\(kept.count)"], "suite \(suite)")
        }
        #expect(try texts("pragma foreign_key_check", of: sandbox.database).isEmpty)
    }

    @Test func whatWasShownOutlivesTwoInterrupts() throws {
        let sandbox = try Sandbox()
        let child = try sandbox.start(["--events", "-", "-c", Self.suite])
        child.wait(forLineWith: #""event":"run_metric""#)
        child.signal(SIGINT)
        child.signal(SIGINT)
        let ended = child.end()
        #expect(ended.codeInShell == 130, "\(ended.errors)")
        let shown = try reported(in: ended.output)
        #expect(!shown.isEmpty)
        #expect(try sandbox.run("-c", "show history").code == 0)
        #expect(shown.isSubset(of: try stored(of: 1, in: sandbox)))
        let status = try texts("select status from benchmark_suites", of: sandbox.database)
        #expect(status == ["interrupted"])
        #expect(try texts("pragma integrity_check", of: sandbox.database) == ["ok"])
    }

    /// A file system of half a megabyte, which this user may make for itself where the system
    /// allows namespaces.
    @Test func aFullDiskIsToldAndTheFileStaysWhole() throws {
        let sandbox = try Sandbox()
        mkdir(sandbox.folder + "/small", 0o755)
        let statements =
            "set max_runs 300; set max_concurrency 50; set mock gap 0s; "
            + "run 300x50 on mock/fast with max_tokens 400; print 'after'"
        let script = """
            mount -t tmpfs -o size=512k tmpfs small || { echo no room of its own; exit; }
            "$benchsh" --events - --db small/bench.db -c "\(statements)"
            echo "code $?"
            cp small/bench.db* .
            """
        sandbox.write(script, to: "fill")
        let identity = geteuid() == 0 ? "" : "--user --map-root-user "
        let ended = try sandbox.shell("unshare \(identity)--mount sh fill")
        guard ended.output.contains("code ") else {
            print("not tested, since no file system can be made here: a full disk")
            return
        }
        #expect(ended.errors.contains("no space is left"), "\(ended.errors)")
        // Once, and not with each run that is not stored.
        #expect(ended.errors.matches(of: /no space is left/).count <= 3, "\(ended.errors)")
        // The benchmark goes on, and so does the script.
        #expect((ended.output + ended.errors).contains("300 requests"))
        #expect((ended.output + ended.errors).contains("after\n"))
        #expect(ended.output.contains("code 3\n"))
        #expect(ended.errors.contains(/error: suite 1: [0-9]+ of 300 runs are not stored/))
        let copy = sandbox.folder + "/bench.db"
        #expect(try texts("pragma integrity_check", of: copy) == ["ok"])
        let next = try sandbox.run("--db", "bench.db", "-c", "show history as csv")
        #expect(next.code == 0, "\(next.errors)")
    }

    /// Another process holds the file from before the suite begins until runs were shown.
    @Test func whatALockKeptOutIsStoredLater() throws {
        let sandbox = try Sandbox()
        try #require(try sandbox.run("-c", "run on mock/fast with max_tokens 2").code == 0)
        let lock = try Lock(on: sandbox.database)
        let child = try sandbox.start([
            "--events", "-", "-c",
            "set mock tokens 4; set max_runs 60; run 60x2 on mock/slow; print 'after'",
        ])
        child.wait(forLineWith: #""stored":false"#)
        lock.end()
        let ended = child.end()
        #expect(ended.code == 0, "\(ended.errors)")
        #expect(ended.errors.matches(of: /warning: these results are not stored yet/).count == 1)
        #expect(ended.errors.contains("note: all results up to now are stored"))
        #expect(try stored(of: 2, in: sandbox).count == 60)
        let status = try texts(
            "select status from benchmark_suites where number = 2",
            of: sandbox.database
        )
        #expect(status == ["completed"])
    }

    @Test func aLockThatStaysDoesNotKeepTheProgram() throws {
        let sandbox = try Sandbox()
        let child = try sandbox.start([
            "--events", "-", "-c",
            "set mock tokens 4; set max_runs 600; run 600x2 on mock/slow; print 'never'",
        ])
        child.wait(forLineWith: #""event":"run_metric""#)
        let lock = try Lock(on: sandbox.database)
        child.signal(SIGINT)
        let ended = child.end()
        #expect(ended.code == 130, "\(ended.errors)")
        #expect(ended.errors.contains("error: suite 1: "), "\(ended.errors)")
        #expect(ended.errors.contains("is locked by another process"))
        #expect(!(ended.output + ended.errors).contains("never"))
        lock.end()
        #expect(try sandbox.rows("select status from suites;") == ["interrupted"])
        let shown = try Event.all(in: ended.output).filter { $0.stored != false }.compactMap(\.run)
        #expect(Set(shown).isSubset(of: try stored(of: 1, in: sandbox)))
    }

    @Test func aHistoryThatGoesAwayIsToldOnce() throws {
        let sandbox = try Sandbox()
        let child = try sandbox.start([
            "--events", "-", "-c",
            "set mock tokens 4; set max_runs 60; run 12x2 on mock/slow; print 'after'",
        ])
        child.wait(forLineWith: #""event":"run_metric""#)
        #expect(unlink(sandbox.database) == 0)
        let ended = child.end()
        #expect(ended.code == 3, "\(ended.errors)")
        let words = "was removed or replaced while it was open"
        #expect(ended.errors.components(separatedBy: words).count == 2, "\(ended.errors)")
        #expect(ended.errors.contains("error: suite 1: the history is not where it was"))
        #expect((ended.output + ended.errors).contains("after\n"))
    }

    /// A history that lies whole on a disk without room for the files that SQLite makes beside it.
    @Test func aFullDiskCanBeRead() throws {
        let sandbox = try Sandbox()
        let script = """
            mount -t tmpfs -o size=512k tmpfs small || { echo no room of its own; exit; }
            "$benchsh" --db small/bench.db -c "run on mock/fast with max_tokens 2"
            cat /dev/zero > small/filler 2> /dev/null
            "$benchsh" --db small/bench.db -c "set format csv; select status from suites;"
            echo "code $?"
            """
        mkdir(sandbox.folder + "/small", 0o755)
        sandbox.write(script, to: "fill")
        let identity = geteuid() == 0 ? "" : "--user --map-root-user "
        let ended = try sandbox.shell("unshare \(identity)--mount sh fill")
        guard ended.output.contains("code ") else {
            print("not tested, since no file system can be made here: a full disk")
            return
        }
        #expect(ended.output.hasSuffix("status\ncompleted\ncode 0\n"), "\(ended)")
        #expect(ended.errors.contains("cannot be written"))
    }

    /// Bounded by work: three programs of many suites each, on one file.
    @Test func severalProgramsWriteAtOnceAndNothingIsLost() throws {
        let sandbox = try Sandbox()
        let statements =
            "set mock tokens 3; set mock ttft 1ms; set max_concurrency 20; "
            + "for i in 1..15\n run 40x20 on mock/fast as busy\n end"
        let children = try (1...3).map { _ in
            try sandbox.start(["-q", "--events", "-", "-c", statements])
        }
        var shown = 0
        for child in children {
            let ended = child.end()
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(!ended.errors.contains("error: ") && !ended.errors.contains("warning: "))
            shown += try Event.all(in: ended.output).count { $0.event == "run_metric" }
        }
        #expect(shown == 1800)
        let count = "select count(*) || ' ' || count(distinct suite_number) from benchmark_runs"
        #expect(try texts(count, of: sandbox.database) == ["1800 45"])
        let statuses = "select distinct status from benchmark_suites"
        #expect(try texts(statuses, of: sandbox.database) == ["completed"])
    }

    /// Many rows come out of a program that never holds them.
    @Test(arguments: [("csv", 1), ("jsonl", 0), ("table", 2)])
    func aLongAnswerNeedsNoMemory(format: String, headings: Int) throws {
        let rows = 300_000
        let query =
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < \(rows)) "
            + "select i, i * 2 as twice, 'a text that takes some room in each of the rows' from n;"
        let child = try Sandbox().start([
            "-c", "set format \(format); \(query) print 'that is all'; wait 1d",
        ])
        var lines = 0
        while let line = child.line(), line != "that is all" { lines += 1 }
        #expect(lines == rows + headings)
        let status = Sandbox.contents(of: "/proc/\(child.process)/status")
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = peak?.split(separator: " ").dropLast().last.flatMap { Int($0) }
        #expect(try #require(kilobytes, "\(status)") < 60_000)
        child.signal(SIGKILL)
        _ = child.end()
    }
}
