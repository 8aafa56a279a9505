import History
import Measurement
import Testing

@Suite struct ConsoleTests {
    let scratch: Scratch
    let history: History

    init() throws {
        scratch = try Scratch()
        history = try History(path: scratch.path)
        let suite = try history.begin(.sample("a"))
        try history.record([.full(1), .failed(2), .full(3)], of: suite)
        try history.finish(suite, summary: SuiteSummary(runs: [.full(1), .failed(2), .full(3)]))
    }

    @Test(arguments: [
        "INSERT INTO benchmark_runs (id) VALUES (9)", "INSERT INTO runs (run) VALUES (9)",
        "UPDATE suite_texts SET prompt = ''", "DELETE FROM benchmark_runs",
        "REPLACE INTO custom_providers VALUES ('a', 'b')",
        "WITH x AS (SELECT 1) DELETE FROM benchmark_runs",
        "CREATE TABLE t (x)", "CREATE TEMP TABLE t (x)", "CREATE TABLE t AS SELECT 1",
        "CREATE VIEW v AS SELECT 1", "CREATE TEMP VIEW v AS SELECT 1",
        "CREATE INDEX i ON benchmark_runs (model)", "CREATE VIRTUAL TABLE t USING fts5(x)",
        "CREATE TRIGGER t AFTER INSERT ON benchmark_runs BEGIN SELECT 1; END",
        "DROP TABLE benchmark_runs", "DROP VIEW runs", "DROP INDEX running_suites",
        "ALTER TABLE benchmark_runs ADD COLUMN x", "ALTER TABLE benchmark_runs RENAME TO r",
        "PRAGMA query_only = 0", "PRAGMA journal_mode = DELETE", "PRAGMA table_info(runs)",
        "PRAGMA writable_schema = 1", "SELECT * FROM pragma_table_info('runs')",
        "SELECT * FROM pragma_journal_mode", "ATTACH '/tmp/x.db' AS x", "ATTACH ':memory:' AS x",
        "DETACH main", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT s", "RELEASE s",
        "VACUUM", "VACUUM INTO '/tmp/history-tests-copy.db'", "ANALYZE", "REINDEX",
        "SELECT load_extension('x')", "SELECT fts3_tokenizer('simple')",
        "SELECT * FROM custom_providers", "SELECT * FROM sqlite_master",
        "SELECT * FROM grdb_migrations", "SELECT (SELECT entry FROM custom_providers)",
        "EXPLAIN DELETE FROM benchmark_runs", "SELECT * FROM dbstat", "SELECT * FROM sqlite_stmt",
    ])
    func whatIsNotReadingIsRefused(sql: String) throws {
        let before = try RawDatabase(scratch.path).texts("SELECT sql FROM sqlite_master")
        let error = #expect(throws: ConsoleError.self) { try history.answer(sql) }
        guard case .refused = error else {
            Issue.record("refused for another reason: \(String(describing: error))")
            return
        }
        #expect(error?.description.hasPrefix("SQL here only reads: ") == true)
        #expect(try RawDatabase(scratch.path).texts("SELECT sql FROM sqlite_master") == before)
        #expect(try history.answer("SELECT count(*) FROM runs") == [[.integer(3)]])
    }

    @Test(arguments: [
        ("SELECT count(*) FROM runs WHERE status = 'success'", SQLValue.integer(2)),
        ("select model from RUNS where run = 1 -- a comment\n; /* end */ ;", .text("org/m-1")),
        (
            "WITH n(i) AS (VALUES (1) UNION SELECT i + 1 FROM n LIMIT 9) SELECT max(i) FROM n",
            .integer(9)
        ),
        ("VALUES (2.5)", .real(2.5)), ("SELECT x'00ff'", .blob([0, 255])),
        ("SELECT x''", .blob([])),
        ("SELECT 'a' || char(0) || 'b'", .text("a\u{0}b")), ("SELECT NULL", .null),
        ("SELECT ''", .text("")),
        ("SELECT upper(json_extract(notes, '$[1]')) FROM runs WHERE run = 3", .text("TWO")),
        ("SELECT successes FROM providers", .integer(2)),
        ("SELECT error_count FROM suites WHERE suite = 1", .integer(1)),
        ("SELECT length(response) FROM runs WHERE suite = 1 AND run = 2", .null),
        ("SELECT timeline ->> 3 FROM runs WHERE run = 1", .integer(453_458)),
        ("SELECT count(*) FROM chunks", .integer(8)),
        (
            "SELECT count(*) FROM benchmark_runs r JOIN benchmark_suites s ON s.number = r.suite_number",
            .integer(3)
        ),
    ])
    func whatReadsIsAnswered(sql: String, first: SQLValue) throws {
        #expect(try history.answer(sql).first?.first == first)
    }

    /// Each on a connection that has not named the function before.
    @Test(arguments: [
        ("SELECT count(*) FROM json_each('[1,2]')", SQLValue.integer(2)),
        ("SELECT j.value FROM runs, json_each(timeline) j WHERE run = 1", .integer(120_125)),
        ("SELECT count(*) FROM json_tree('[[1]]')", .integer(3)),
    ])
    func listsAreOpened(sql: String, first: SQLValue) throws {
        #expect(try history.answer(sql) == (try history.answer(sql)))
        #expect(try history.answer(sql).first?.first == first)
        #expect(throws: Never.self) { try Console.empty().check(sql) }
    }

    @Test(arguments: ["pragma_table_info('runs')", "dbstat", "pragma_journal_mode"])
    func aTableOfSQLitesOwnIsRefusedAsSuch(table: String) throws {
        let error = #expect(throws: ConsoleError.self) {
            try history.answer("SELECT * FROM \(table)")
        }
        #expect(error?.description.contains("a table of SQLite's own") == true)
        let change = #expect(throws: ConsoleError.self) {
            try history.answer("ALTER TABLE benchmark_runs ADD COLUMN x")
        }
        #expect(change == .refused(what: "alter"))
    }

    @Test func explainIsAllowed() throws {
        #expect(try !history.answer("EXPLAIN QUERY PLAN SELECT * FROM runs").isEmpty)
        #expect(try !history.answer("EXPLAIN SELECT p50(ttft_ms) FROM runs").isEmpty)
    }

    @Test func chunksHaveTheGapsOfTheMetric() throws {
        let rows = try history.answer(
            "SELECT chunk, at_ms, gap_ms FROM chunks WHERE suite = 1 AND run = 1"
        )
        #expect(
            rows == [
                [.integer(1), .real(120.125), .null], [.integer(2), .real(120.125), .null],
                [.integer(3), .real(150.425), .real(30.3)],
                [.integer(4), .real(453.458), .real(303.033)],
            ]
        )
    }

    @Test(
        arguments: [
            ("selct 1", "near \"selct\": syntax error", 0),
            ("SELECT 1;\nSELECT 2", "only one statement at a time; ask the second one apart", 9),
            ("SELECT 1; DELETE", "incomplete input", nil),
            ("SELECT é, nope FROM runs", "no such column: é", 7),
            ("SELECT 'é', nope FROM runs", "no such column: nope", 13),
            ("SELECT 1 FROM nowhere", "no such table: nowhere", nil),
            ("SELECT \"text\"", "no such column: text", 7),
            ("", "there is no statement to run", nil),
            (" -- nothing\n;", "there is no statement to run", nil),
            ("SELECT 1\u{0}", "the statement holds a NUL character", nil),
            ("SELECT $x", "there is no variable '$x'", nil),
            ("SELECT ?", "'?' has no value here; write $name", nil),
            ("SELECT :a", "':a' has no value here; write $name", nil),
            ("SELECT abs(-9223372036854775807 - 1)", "integer overflow", nil),
            ("SELECT json_extract('{', '$.a')", "malformed JSON", nil),
        ] as [(String, String, Int?)]
    )
    func errorsSayWhere(sql: String, message: String, offset: Int?) throws {
        #expect(throws: ConsoleError.invalid(message: message, offset: offset)) {
            try history.answer(sql)
        }
    }

    @Test func variablesAreBound() throws {
        let bindings: [String: SQLValue] = [
            "t": .text("'; --"), "n": .integer(-3), "r": .real(0.5), "b": .blob([1]), "z": .null,
            "unused": .null,
        ]
        let rows = try history.answer("SELECT $t, $n, $r, $b, $z, $n", bindings)
        #expect(
            rows == [[.text("'; --"), .integer(-3), .real(0.5), .blob([1]), .null, .integer(-3)]]
        )
    }

    @Test func theHeaderComesFirstAndWithoutRowsToo() throws {
        var header: [String] = []
        try history.console().query(
            "SELECT run, ttft_ms AS first FROM runs WHERE 0",
            header: { header = $0 },
            eachRow: { _ in Issue.record("a row") }
        )
        #expect(header == ["run", "first"])
    }

    @Test func rowsStreamAndTheReaderMayStop() throws {
        struct Enough: Error {}
        let endless =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        var seen = 0
        let console = try history.console()
        #expect(throws: Enough.self) {
            try console.query(endless) { _ in
                seen += 1
                if seen == 1000 { throw Enough() }
            }
        }
        #expect(seen == 1000)
        try console.query("SELECT 1") { #expect($0 == [.integer(1)]) }
    }

    @Test func anEndlessQueryIsInterrupted() throws {
        let endless =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        let console = try history.console()
        #expect(throws: ConsoleError.interrupted) {
            try console.query(endless) { row in
                if row == [.integer(10)] { console.interrupt() }
            }
        }
        try console.query("SELECT 1") { #expect($0 == [.integer(1)]) }
    }

    @Test func anInterruptBeforeTheFirstRowIsNotLost() throws {
        let long =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
            + "SELECT count(*) FROM n"
        let console = try history.console()
        #expect(throws: ConsoleError.interrupted) {
            try console.query(long, header: { _ in console.interrupt() }) { _ in }
        }
        try console.query(long) { #expect($0 == [.integer(100_000)]) }
    }

    @Test func anInterruptComesFromAnotherThread() async throws {
        let console = try history.console()
        let (started, signal) = AsyncStream.makeStream(of: Void.self)
        async let ending: ConsoleError? = {
            do {
                try console.query(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                        + "SELECT i FROM n WHERE i = 1 OR i < 0"
                ) { _ in signal.yield() }
            } catch {
                return error as? ConsoleError
            }
            return nil
        }()
        for await _ in started { break }
        console.interrupt()
        #expect(await ending == .interrupted)
    }

    @Test func aQuerySeesWhatWasCommittedSince() throws {
        let console = try history.console()
        let suite = try history.begin(.sample("b"))
        try history.record([.full(1)], of: suite)
        try console.query("SELECT count(*) FROM runs WHERE suite = 2") {
            #expect($0 == [.integer(1)])
        }
    }
}
