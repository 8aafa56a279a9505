import Measurement
import Testing

@testable import History

/// Files that earlier versions wrote are brought forward with what they hold.
@Suite struct MigrationTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        // The file as the first version left it: its tables, a view of its, a suite with a run.
        let first = try RawDatabase(scratch.path)
        try first.execute("PRAGMA journal_mode = WAL")
        try first.execute(Tables.v1)
        try first.execute(
            """
            CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
            INSERT INTO grdb_migrations VALUES ('v1 suites and runs');
            CREATE VIEW suites AS SELECT number AS suite FROM benchmark_suites;
            INSERT INTO benchmark_suites (number, id, name, mode, provider_id, model, num_runs,
                concurrency, max_tokens, temperature, thinking, connection, timeout_s, status,
                created_at, wall_ms, success_count, avg_ttft_ms, targets, prompt)
            VALUES (7, 'a', 'old', 'multi', 'lab', 'm', 1, 1, 64, 0.5, 'off', 'warm', 30,
                'completed', '2026-11-01T10:00:00.000Z', 400.5, 1, 52.5, '["lab/m"]', 'say hi');
            INSERT INTO benchmark_runs (suite_number, suite_id, run_number, provider_id, model,
                status, connection, lane, start_offset_ms, recorded_at, ttft_ms, total_latency_ms,
                reasoning_hidden)
            VALUES (7, 'a', 1, 'lab', 'm', 'success', 'warm', 0, 0, '2026-11-01T10:00:01.000Z',
                52.5, 400.5, 0);
            """
        )
    }

    @Test func theFirstVersionsSuitesAndRunsAreKept() throws {
        let history = try History(path: scratch.path)
        let row = try history.row(.name("old"))
        #expect(row.suite.number == 7)
        #expect(row.suite.request.prompt == "say hi")
        #expect(row.suite.wall == 400.5)
        #expect(row.suite.conditions == nil)
        #expect(row.figures["avg_ttft_ms"] == 52.5)
        #expect(try history.runs(of: row.suite).map(\.firstToken) == [52.5])
        #expect(try history.calibration(nearest: 1) == nil)
        let answer = try history.answer("SELECT suite, cpu_cores, machine_cores FROM suites")
        #expect(answer == [[.integer(7), .null, .null]])
    }

    @Test func whatTheNextVersionMeasuresIsStoredBesideThem() throws {
        let history = try History(path: scratch.path)
        let suite = try history.begin(.sample("b"))
        #expect(suite.number == 8)
        try history.finish(suite, summary: SuiteSummary(runs: []))
        #expect(try history.suites().map(\.suite.number) == [8, 7])
    }

    @Test func aMigratedFileHasTheTablesOfANewOne() throws {
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
                == ["v1 suites and runs", "v2 conditions and calibrations"]
        )
    }

    @Test func conditionsComeBackAsTheyWereSeen() throws {
        let history = try History(path: scratch.path)
        let seen = [
            Conditions(loopLagP99: 0.25, loopLagMax: 3.5, cpu: 1.125, cores: 2),
            Conditions(cpu: 0.5), Conditions(cores: 64), Conditions(loopLagMax: 0),
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
