import GRDBSQLite
import Glibc
import Testing

/// Histories that cannot be used as they are: one clear message, and nothing is lost.
@Suite struct DatabaseTests {
    /// A history with one suite.
    private static func prepared() throws -> Sandbox {
        let sandbox = try Sandbox()
        let ended = try sandbox.run("-c", "run on mock/fast with max_tokens 2")
        try #require(ended.code == 0)
        return sandbox
    }

    private static func execute(_ sql: String, on path: String) throws -> OpaquePointer? {
        var handle: OpaquePointer?
        try #require(sqlite3_open(path, &handle) == SQLITE_OK)
        try #require(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
        return handle
    }

    @Test(arguments: [["--db", "other.db"], []])
    func theFileCanBeNamed(arguments: [String]) throws {
        let sandbox = try Sandbox()
        let ended = try sandbox.start(
            arguments + ["-c", "run on mock/fast with max_tokens 2"],
            environment: arguments.isEmpty ? ["BENCHSH_DB": "other.db"] : [:]
        ).end()
        #expect(ended.code == 0)
        #expect(access(sandbox.folder + "/other.db", F_OK) == 0)
        #expect(access(sandbox.database, F_OK) != 0)
    }

    @Test func aFileThatIsNoHistoryIsLeftAlone() throws {
        let sandbox = try Sandbox()
        let text = String(repeating: "not a database\n", count: 500)
        let path = sandbox.write(text, to: "notes.txt")
        let ended = try sandbox.run("--db", "notes.txt", "-c", "run on mock/fast")
        #expect(ended.code == 3)
        #expect(ended.errors.contains("notes.txt"))
        #expect(ended.errors.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1)
        #expect(Sandbox.contents(of: path) == text)
    }

    /// Statements that need no history work all the same.
    @Test func withoutAHistoryTheRestWorks() throws {
        let sandbox = try Sandbox()
        sandbox.write("not a database", to: "notes.txt")
        let ended = try sandbox.run("--db", "notes.txt", "-c", "print 1; set runs; help run")
        #expect(ended.code == 0)
        #expect(ended.output.hasPrefix("1\nruns = 3"))
    }

    @Test func aDamagedFileSaysSo() throws {
        let sandbox = try Self.prepared()
        let descriptor = open(sandbox.database, O_WRONLY)
        let noise = [UInt8](repeating: 0xa5, count: 4096)
        for page in 1..<8 { pwrite(descriptor, noise, noise.count, off_t(page) * 4096) }
        close(descriptor)
        let ended = try sandbox.run("-c", "show history")
        #expect(ended.code == 3)
        #expect(ended.errors.contains("error: "))
        #expect(ended.errors.contains("bench.db"))
        #expect(ended.errors.contains(".recover") && ended.errors.contains("--db OTHER"))
        #expect(!ended.errors.contains("Fatal"))
        let other = try sandbox.run("--db", "other.db", "-c", "run on mock/fast; show history")
        #expect(other.code == 0)
    }

    @Test func aLaterVersionsFileIsRefused() throws {
        let sandbox = try Self.prepared()
        let sql = "insert into grdb_migrations values ('from the future')"
        sqlite3_close(try Self.execute(sql, on: sandbox.database))
        let ended = try sandbox.run("-c", "show history")
        #expect(ended.code == 3)
        #expect(ended.errors.contains("was written by a later benchsh"))
    }

    @Test func aReadOnlyFileCanBeReadAndNothingElse() throws {
        let sandbox = try Self.prepared()
        chmod(sandbox.database, 0o444)
        for folder in ["", "/data"] { chmod(sandbox.folder + folder, 0o755) }
        chmod(sandbox.folder + "/data/benchsh", 0o555)
        // Permissions do not bind root, so another user looks at the file then.
        let prefix = geteuid() == 0 ? "setpriv --reuid=65534 --clear-groups " : ""
        let read = try sandbox.shell("\(prefix)\"$benchsh\" -c 'select count(*) from suites;'")
        #expect(read.code == 0)
        #expect(read.output.contains("\n       1\n"))
        #expect(read.errors.hasPrefix("warning: the history"))
        #expect(read.errors.contains("cannot be written"))
        // A warning is one in quiet and as JSON too.
        let quiet = try sandbox.shell(
            "\(prefix)\"$benchsh\" -q --errors json -c 'select count(*) from suites;'"
        )
        #expect(quiet.errors.contains(#""severity":"warning","message":"the history"#))
        let written = try sandbox.shell("\(prefix)\"$benchsh\" -c 'delete suite 1'")
        #expect(written.code == 3)
        #expect(written.errors.contains("error: the history"))
        chmod(sandbox.folder + "/data/benchsh", 0o755)
        #expect(try sandbox.rows("select count(*) from suites;") == ["1"])
    }

    /// The program waits for the other one as long as its busy timeout, then says why it gives up.
    @Test func aLockedFileIsWaitedForAndThenTold() throws {
        let sandbox = try Self.prepared()
        let handle = try Self.execute("begin exclusive", on: sandbox.database)
        let ended = try sandbox.run("-c", "run on mock/fast with max_tokens 2")
        sqlite3_close(handle)
        #expect(ended.errors.contains("another"), "\(ended.errors)")
        #expect(ended.output.contains("1/1") || ended.code == 3)
        #expect(try sandbox.run("-c", "show history").code == 0)
    }

    /// What measured is stored with a suite, and a name of the machine never is.
    @Test func theMachineIsStoredUnlessItIsNotToBe() throws {
        let sandbox = try Sandbox()
        let statements = "run on mock/fast; set host off; run on mock/fast; show suite"
        let ended = try sandbox.run("-c", statements)
        #expect(ended.code == 0)
        #expect(ended.output.contains("  machine    "))
        let rows = try sandbox.rows(
            "select length(machine), machine_system is not null, machine_processor is not null, "
                + "machine_cores > 0, benchsh_version is not null from suites order by suite;"
        )
        #expect(rows.count == 2)
        // Where the system has no number of its own, there is no hash.
        #expect(rows[0].hasPrefix("16,") || rows[0].hasPrefix(","))
        #expect(rows[0].hasSuffix(",1,1") && rows[1].hasPrefix(","))
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count)
        let host = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        if host.count > 4 {
            let text = Sandbox.contents(of: sandbox.database)
            #expect(!text.utf8.contains(host))
        }
    }

    /// A history may be somebody else's, and what it calls a provider may want a key.
    @Test func aStoredProviderTakesNoKeyUnseen() throws {
        let sandbox = try Self.prepared()
        func entry(
            _ id: String,
            kind: String = "custom",
            key: String,
            model: String = "m",
            more: String = ""
        ) -> String {
            #"{"id":"\#(id)","title":"\#(id)","kind":"\#(kind)","baseUrl":"http://127.0.0.1:9/v1","#
                + #""keyVariables":["\#(key)"],"models":[{"id":"\#(model)"}],"#
                + #""defaultModel":"\#(model)"\#(more)}"#
        }
        let entries = [
            ("openai", entry("openai", key: "OPENAI_API_KEY")),
            ("other", entry("other", kind: "cloud", key: "OTHER_KEY")),
            ("alias", entry("deepseek", key: "DEEPSEEK_API_KEY")),
            ("broken", "{"), ("own", entry("own", key: "OWN_KEY")),
            ("gateway", entry("gateway", key: "OPENAI_API_KEY")),
            ("lines", entry("lines", key: "A", model: #"x\ndelete history before 0s now"#)),
            ("words", entry("words", key: "A url")),
            ("header", entry("header", key: "A", more: #","headers":{"X":"a\r\nY: b"}"#)),
        ]
        for (name, entry) in entries {
            let sql = "insert into custom_providers (name, entry) values ('\(name)', '\(entry)')"
            sqlite3_close(try Self.execute(sql, on: sandbox.database))
        }
        let ended = try sandbox.start(
            ["-q", "-c", "show providers as jsonl"],
            environment: ["OPENAI_API_KEY": "sk-secret", "OWN_KEY": "k"]
        ).end()
        #expect(ended.code == 0)
        let rows = ended.output.split(separator: "\n").filter { $0.contains("127.0.0.1:9/v1") }
        #expect(rows.count == 2, "\(ended.output)")
        #expect(ended.output.contains("https://api.openai.com"))
        for name in ["openai", "other", "alias", "broken", "lines", "words", "header"] {
            #expect(ended.errors.contains("warning: the provider '\(name)' in the history"))
        }
        #expect(!ended.errors.contains("'own'") && !ended.errors.contains("sk-secret"))
        // Nobody said here that these may have the keys.
        #expect(rows.allSatisfy { $0.contains(#""usable":"no""#) }, "\(ended.output)")
    }

    @Test func aHistoryThatCannotBeReadIsToldToScripts() throws {
        let sandbox = try Sandbox()
        sandbox.write("not a database", to: "notes.txt")
        let ended = try sandbox.run("--db", "notes.txt", "-c", "use lab")
        #expect(ended.code == 2)
        #expect(ended.errors.hasPrefix("warning: 'notes.txt' is not a history of benchsh"))
        #expect(ended.errors.contains("providers that were added to it are not known"))
    }

    @Test(arguments: [
        ("insert on benchmark_runs", "3 of 3 runs are not stored"),
        (
            "insert on benchmark_runs when new.run_number > 1 and new.run_number < 4",
            "2 of 3 runs are not stored"
        ),
        ("update on benchmark_suites", "the runs are stored, but not how the suite ended"),
    ])
    func whatIsNotStoredIsNamed(event: String, words: String) throws {
        let sandbox = try Self.prepared()
        let sql = "create trigger t before \(event) begin select raise(abort, 'no'); end"
        sqlite3_close(try Self.execute(sql, on: sandbox.database))
        let statements = "set mock ttft 300ms; run 3 on mock/fast with max_tokens 2"
        let ended = try sandbox.run("-c", statements)
        #expect(ended.code == 3)
        let lines = ended.errors.split(separator: "\n")
        #expect(lines.filter { $0.contains("the history '") }.count == 1, "\(ended.errors)")
        #expect(lines.filter { $0.hasPrefix("error: suite 2: \(words)") }.count == 1)
        sqlite3_close(try Self.execute("drop trigger t", on: sandbox.database))
        let rows = try sandbox.rows("select status from suites where suite = 2;")
        #expect(rows == ["interrupted"])
    }

    @Test func whatIsRunningIsToldFromWhatWasCutOff() throws {
        let sandbox = try Self.prepared()
        func leaveRunning(by process: pid_t) throws {
            let sql = "update benchmark_suites set status = 'running', pid_start = null, pid = "
            sqlite3_close(try Self.execute(sql + "\(process)", on: sandbox.database))
        }
        let merge = ["--db", "other.db", "-c", "merge \"\(sandbox.database)\""]
        try leaveRunning(by: getpid())
        let early = try sandbox.start(merge).end()
        #expect(early.errors.contains("took in 0 suites, 1 is still running there\n"))
        // No process has a number beyond the kernel's limit of 2²².
        try leaveRunning(by: 5_000_000)
        #expect(try sandbox.start(merge).end().errors.contains("took in 1 suite\n"))
        let again = try sandbox.start(merge).end()
        #expect(again.errors.contains("took in 0 suites, 1 was here already\n"))
        let one = try sandbox.run("-c", "run on mock/fast with max_tokens 2")
        #expect(one.errors.contains("note: suite 1 was cut off and is marked interrupted"))
        try leaveRunning(by: 5_000_000)
        let two = try sandbox.run("-c", "show history")
        #expect(two.errors.contains("note: suites 1 and 2 were cut off and are marked"))
    }

    /// What is wrong with the history is not blamed on the file.
    @Test func anImportNamesTheHistorysOwnTrouble() throws {
        let sandbox = try Self.prepared()
        #expect(
            try sandbox.run("-q", "-c", "export suite 1 to \"a.json\"; delete suite 1").code == 0
        )
        let sql = "create trigger t before insert on benchmark_suites begin "
        sqlite3_close(
            try Self.execute(sql + "select raise(abort, 'no'); end", on: sandbox.database)
        )
        let ended = try sandbox.run("-c", "import \"a.json\"")
        #expect(ended.code == 3)
        #expect(ended.errors.contains("^ the history '"), "\(ended.errors)")
        #expect(ended.errors.contains("failed: no\n") && !ended.errors.contains("Diagnostic("))
    }

    /// What `add provider` keeps is there at the next start, the key is not.
    @Test func anAddedProviderIsKept() throws {
        let sandbox = try Sandbox()
        let added = try sandbox.start(
            [
                "-c",
                "add provider lab url \"http://127.0.0.1:1/v1\" key env LAB_KEY model m; "
                    + "run on lab; show runs as json",
            ],
            environment: ["LAB_KEY": "lab-secret-key"]
        ).end()
        #expect(added.code == 3)
        #expect(added.output.contains("error: connect: "))
        #expect(!(added.output + added.errors).contains("lab-secret"))
        let next = try sandbox.run("-c", "use lab; show models of lab")
        #expect(next.code == 0)
        #expect(next.errors.contains("set LAB_KEY"))
        let stored = try sandbox.shell("cat data/benchsh/bench.db* | grep -c lab-secret")
        #expect(stored.output == "0\n")
    }
}
