import Glibc
import Measurement
import Testing

@testable import History

/// Files that earlier versions wrote are brought forward with what they hold.
@Suite struct MigrationTests {
    /// What each version added to the tables of the one before.
    private static let steps = [
        (name: "v1 suites and runs", tables: Tables.v1),
        (name: "v2 conditions and calibrations", tables: Tables.v2),
        (name: "v3 narrow tables and machines", tables: Tables.v3),
    ]

    static let earlier = Array(1..<steps.count)

    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Makes the file as a version left it: its tables, a view of its, a suite with a run.
    private func make(version: Int) throws {
        let first = try RawDatabase(scratch.path)
        try first.execute("PRAGMA journal_mode = WAL")
        try first.execute(
            "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)"
        )
        for step in Self.steps.prefix(version) {
            try first.execute(step.tables)
            try first.execute("INSERT INTO grdb_migrations VALUES ('\(step.name)')")
        }
        try first.execute(
            """
            CREATE VIEW suites AS SELECT number AS suite FROM benchmark_suites;
            INSERT INTO benchmark_suites (number, id, name, mode, provider_id, model, num_runs,
                concurrency, max_tokens, temperature, thinking, connection, timeout_s, status,
                created_at, wall_ms, success_count, avg_ttft_ms, targets, prompt)
            VALUES (7, 'a', 'old', 'multi', 'lab', 'm', 1, 1, 64, 0.5, 'off', 'warm', 30,
                'completed', '2026-11-01T10:00:00.000Z', 400.5, 1, 52.5, '["lab/m"]', 'say hi');
            INSERT INTO benchmark_runs (suite_number, suite_id, run_number, provider_id, model,
                status, connection, lane, start_offset_ms, recorded_at, ttft_ms, total_latency_ms,
                reasoning_hidden, response_preview)
            VALUES (7, 'a', 1, 'lab', 'm', 'success', 'warm', 0, 0, '2026-11-01T10:00:01.000Z',
                52.5, 400.5, 0, 'hi the');
            INSERT INTO run_details SELECT id, '[52500,400000]', 'hi there', NULL
                FROM benchmark_runs;
            """
        )
    }

    @Test(arguments: earlier) func theirSuitesAndRunsAreKept(version: Int) throws {
        try make(version: version)
        let history = try History(path: scratch.path)
        let row = try history.row(.name("old"))
        #expect(row.suite.number == 7)
        #expect(row.suite.request.prompt == "say hi")
        #expect(row.suite.wall == 400.5)
        #expect(row.suite.conditions == nil)
        #expect(row.figures["avg_ttft_ms"] == 52.5)
        // A figure that the version did not know is worked out.
        #expect(row.figures["max_ttft_ms"] == 52.5)
        #expect(row.figures["requests"] == 1)
        let run = try #require(try history.runs(of: row.suite).first)
        #expect(run.firstToken == 52.5)
        #expect(run.response == "hi there")
        #expect(run.timeline.arrivals == [52_500, 400_000])
        #expect(try history.calibration(nearest: 1) == nil)
        let answer = try history.answer(
            "SELECT suite, cpu_cores, machine, note, prompt FROM suites"
        )
        #expect(answer == [[.integer(7), .null, .null, .null, .text("say hi")]])
        let runs = try history.answer("SELECT suite_id, response_preview FROM runs")
        #expect(runs == [[.text("a"), .text("hi there")]])
    }

    @Test(arguments: earlier) func whatTheNextVersionMeasuresIsStoredBeside(version: Int) throws {
        try make(version: version)
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("b"))
        #expect(suite.number == 8)
        try history.finish(suite, summary: SuiteSummary(runs: []))
        #expect(try history.suites().map(\.suite.number) == [8, 7])
    }

    @Test(arguments: earlier) func aMigratedFileHasTheTablesOfANewOne(version: Int) throws {
        try make(version: version)
        _ = try History(path: scratch.path)
        let fresh = try Scratch()
        _ = try History(path: fresh.path)
        let columns = """
            SELECT m.type || ' ' || m.name || ' ' || coalesce(group_concat(c.name, ','), '')
            FROM sqlite_master m LEFT JOIN pragma_table_info(m.name) c
            GROUP BY m.type, m.name ORDER BY m.type, m.name
            """
        let migrated = try RawDatabase(scratch.path).texts(columns)
        #expect(try migrated == RawDatabase(fresh.path).texts(columns))
        let applied = "SELECT identifier FROM grdb_migrations ORDER BY 1"
        #expect(
            try RawDatabase(scratch.path).texts(applied)
                == Self.steps.map(\.name)
        )
    }

    @Test(arguments: earlier) func theFileAsItWasIsKept(version: Int) throws {
        try make(version: version)
        let backup = "\(scratch.path).v\(version)-backup"
        #expect(try History(path: scratch.path).backup == backup)
        let copy = try RawDatabase(backup)
        #expect(try copy.texts("SELECT prompt FROM benchmark_suites") == ["say hi"])
        #expect(try copy.texts("PRAGMA integrity_check") == ["ok"])
        #expect(try copy.texts("SELECT count(*) FROM grdb_migrations") == ["\(version)"])
        #expect(try History(path: scratch.path).backup == nil)
    }

    @Test func oldBackupsArePruned() throws {
        try make(version: 2)
        for name in ["v0", "v1", "v3"] {
            try scratch.write([1], to: "\(scratch.path).\(name)-backup")
        }
        _ = try History(path: scratch.path)
        let left = ["v0", "v1", "v2", "v3"].filter {
            access("\(scratch.path).\($0)-backup", F_OK) == 0
        }
        // v0 is no version, so that file is somebody else's.
        #expect(left == ["v0", "v2", "v3"])
    }

    @Test func inAReadOnlyDirectoryAnOldFileIsLeftAsItIs() throws {
        try make(version: 2)
        try #require(chmod(scratch.directory, 0o555) == 0 && chmod(scratch.path, 0o666) == 0)
        #expect(throws: HistoryError.self) { try restricted { try History(path: scratch.path) } }
        try #require(chmod(scratch.directory, 0o755) == 0)
        let names = try RawDatabase(scratch.path).texts("SELECT name FROM benchmark_suites")
        #expect(names == ["old"])
    }

    @Test func conditionsComeBackAsTheyWereSeen() throws {
        let history = try History(path: scratch.path)
        let seen = [
            Conditions(loopLagP99: 0.25, loopLagMax: 3.5, cpu: 1.125, cores: 2),
            Conditions(cpu: 0.5), Conditions(stampedOnArrival: 0.5), Conditions(cores: 64),
            Conditions(loopLagMax: 0),
        ]
        for (index, conditions) in seen.enumerated() {
            var suite = try history.begin(.sample("s\(index)"))
            #expect(try history.suite(.last).conditions == nil)
            suite.conditions = conditions
            try history.finish(suite, summary: SuiteSummary(runs: []))
            #expect(try history.suite(.last).conditions == conditions)
        }
        let rows = try history.answer(
            """
            SELECT loop_lag_p99_ms, loop_lag_max_ms, cpu_cores, machine_cores
            FROM suites WHERE id = 's0'
            """
        )
        #expect(rows == [[.real(0.25), .real(3.5), .real(1.125), .integer(2)]])
    }
}
