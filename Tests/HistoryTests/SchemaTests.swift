import History
import Measurement
import Testing

@Suite struct SchemaTests {
    let scratch: Scratch
    let history: History

    init() throws {
        scratch = try Scratch()
        history = try History(path: scratch.path)
    }

    @Test func everyColumnOfEveryViewIsExplained() throws {
        #expect(Set(Schema.views) == ["suites", "runs", "chunks", "providers"])
        for view in Schema.views {
            var header: [String] = []
            try history.console().query(
                "SELECT * FROM \(view)",
                header: { header = $0 },
                eachRow: { _ in }
            )
            #expect(header == Schema.columns(of: view).map(\.name))
            #expect(Schema.columns(of: view).allSatisfy { !$0.meaning.isEmpty })
        }
        #expect(Schema.columns(of: "nothing").isEmpty)
    }

    @Test(arguments: Metric.all.filter { !$0.isPooled }.map(\.column))
    func everyMetricIsAColumnOfRuns(column: String) {
        #expect(Schema.columns(of: "runs").contains { $0.name == column })
    }

    /// A change here needs a new migration, except in the views.
    @Test func theTablesAreThese() throws {
        let schema = try RawDatabase(scratch.path).texts(
            """
            SELECT type || ' ' || name || coalesce((SELECT ': ' || group_concat(
                name || iif(type = '', '', ' ' || type) || iif("notnull", ' not null', '')
                || iif(pk, ' key', ''), ', ') FROM pragma_table_info(m.name)), '')
            FROM sqlite_master m WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name
            """
        )
        #expect(schema == Self.golden.split(separator: "\n\n").map(unwrapped))
    }

    @Test func theReferencesAreThese() throws {
        let references = try RawDatabase(scratch.path).texts(
            """
            SELECT m.name || '.' || "from" || ' → ' || "table" || '.' || "to" || ' ' || on_delete
            FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) ORDER BY 1
            """
        )
        #expect(
            references == [
                "benchmark_runs.suite_number → benchmark_suites.number CASCADE",
                "run_details.run_id → benchmark_runs.id CASCADE",
                "suite_texts.suite_number → benchmark_suites.number CASCADE",
            ]
        )
    }

    private func unwrapped(_ text: Substring) -> String {
        text.split(separator: "\n").joined(separator: " ")
    }

    private static let golden = """
        index named_suites

        index running_suites

        index runs_of_targets

        index suites_by_time

        table benchmark_runs: id INTEGER key, suite_number INTEGER not null, run_number INTEGER not
        null, provider_id TEXT not null, model TEXT not null, status TEXT not null, connection TEXT
        not null, lane INTEGER not null, start_offset_ms REAL, recorded_at TEXT not null, dns_ms
        REAL, connect_ms REAL, tls_ms REAL, headers_ms REAL, ttfb_ms REAL, ttft_ms REAL,
        answer_ttft_ms REAL, last_token_ms REAL, total_latency_ms REAL, max_gap_ms REAL,
        tokens_per_second REAL, e2e_tps REAL, tpot_ms REAL, chunks INTEGER, tokens_per_chunk REAL,
        first_read_share REAL, input_tokens INTEGER, output_tokens INTEGER, total_tokens INTEGER,
        reasoning_tokens INTEGER, cached_tokens INTEGER, token_source TEXT, cost_usd REAL,
        cost_source TEXT, reasoning_hidden INTEGER not null, server_tps REAL, error_kind TEXT,
        http_status INTEGER, retry_after_s REAL, finish_reason TEXT, served_model TEXT,
        error_message TEXT, notes TEXT

        table benchmark_suites: number INTEGER key, id TEXT not null, name TEXT, mode TEXT not null,
        provider_id TEXT not null, model TEXT not null, num_runs INTEGER not null, concurrency
        INTEGER not null, max_tokens INTEGER not null, temperature REAL, thinking TEXT not null,
        connection TEXT not null, timeout_s REAL, status TEXT not null, created_at TEXT not null,
        completed_at TEXT, wall_ms REAL, success_count INTEGER, error_count INTEGER, cancelled_count
        INTEGER, avg_ttft_ms REAL, p50_ttft_ms REAL, p95_ttft_ms REAL, p99_ttft_ms REAL, avg_ttfb_ms
        REAL, p50_ttfb_ms REAL, p95_ttfb_ms REAL, p99_ttfb_ms REAL, avg_latency_ms REAL,
        p50_latency_ms REAL, p95_latency_ms REAL, p99_latency_ms REAL, avg_tps REAL, p50_gap_ms
        REAL, p95_gap_ms REAL, p99_gap_ms REAL, total_input_tokens INTEGER, total_output_tokens
        INTEGER, total_cost_usd REAL, pid INTEGER, pid_start TEXT, benchsh_version TEXT, targets
        TEXT not null, loop_lag_p99_ms REAL, loop_lag_max_ms REAL, cpu_cores REAL, machine_cores
        INTEGER, note TEXT, machine TEXT, machine_system TEXT, machine_processor TEXT, calibrated_at
        TEXT, calibrated_ttft_ms REAL, named_at TEXT, time_limit_s REAL, mock TEXT, stamped_on_arrival_share REAL, calibrated_concurrency INTEGER, requests INTEGER, error_rate REAL, min_ttft_ms
        REAL, max_ttft_ms REAL, min_ttfb_ms REAL, max_ttfb_ms REAL, min_latency_ms REAL,
        max_latency_ms REAL, min_tps REAL, p50_tps REAL, p95_tps REAL, p99_tps REAL, max_tps REAL,
        avg_gap_ms REAL, min_gap_ms REAL, max_gap_ms REAL, requests_per_second REAL, system_tps
        REAL, in_flight INTEGER, in_flight_max INTEGER, coalesced_share REAL, lane_pause_p99_ms REAL

        table calibrations: id INTEGER key, created_at TEXT not null, concurrency INTEGER not null,
        requests INTEGER not null, ttft_added_mean_ms REAL not null, ttft_added_p99_ms REAL not
        null, gap_added_p99_ms REAL not null, loop_lag_p99_ms REAL, machine_cores INTEGER,
        benchsh_version TEXT

        table custom_providers: name TEXT not null key, entry TEXT not null

        table grdb_migrations: identifier TEXT not null key

        table run_details: run_id INTEGER key, timeline TEXT, response TEXT, reasoning TEXT

        table suite_texts: suite_number INTEGER key, system_prompt TEXT, prompt TEXT not null

        view chunks: suite INTEGER, run INTEGER, provider_id TEXT, model TEXT, status TEXT, chunk,
        at_ms, gap_ms

        view providers: provider_id TEXT, models, suites, runs, successes, errors, cancelled,
        first_at, last_at

        view runs: suite INTEGER, suite_id TEXT, run INTEGER, provider_id TEXT, model TEXT, status
        TEXT, error_kind TEXT, error_message TEXT, http_status INTEGER, retry_after_s REAL, dns_ms
        REAL, connect_ms REAL, tls_ms REAL, headers_ms REAL, ttfb_ms REAL, ttft_ms REAL,
        answer_ttft_ms REAL, total_latency_ms REAL, max_gap_ms REAL, tokens_per_second REAL, e2e_tps
        REAL, tpot_ms REAL, chunks INTEGER, tokens_per_chunk REAL, input_tokens INTEGER,
        output_tokens INTEGER, total_tokens INTEGER, reasoning_tokens INTEGER, cached_tokens
        INTEGER, cost_usd REAL, token_source TEXT, cost_source TEXT, last_token_ms REAL,
        first_read_share REAL, reasoning_hidden INTEGER, server_tps REAL, connection TEXT, lane
        INTEGER, start_offset_ms REAL, finish_reason TEXT, served_model TEXT, notes TEXT,
        recorded_at TEXT, response_preview, timeline TEXT, response TEXT, reasoning TEXT

        view suites: suite INTEGER, id TEXT, name TEXT, named_at TEXT, note TEXT, mode TEXT,
        provider_id TEXT, model TEXT, targets TEXT, status TEXT, created_at TEXT, completed_at TEXT,
        wall_ms REAL, num_runs INTEGER, concurrency INTEGER, max_tokens INTEGER, temperature REAL,
        thinking TEXT, connection TEXT, timeout_s REAL, time_limit_s REAL, mock TEXT, requests INTEGER, success_count INTEGER,
        error_count INTEGER, cancelled_count INTEGER, error_rate REAL, avg_ttft_ms REAL, min_ttft_ms
        REAL, p50_ttft_ms REAL, p95_ttft_ms REAL, p99_ttft_ms REAL, max_ttft_ms REAL, avg_ttfb_ms
        REAL, min_ttfb_ms REAL, p50_ttfb_ms REAL, p95_ttfb_ms REAL, p99_ttfb_ms REAL, max_ttfb_ms
        REAL, avg_latency_ms REAL, min_latency_ms REAL, p50_latency_ms REAL, p95_latency_ms REAL,
        p99_latency_ms REAL, max_latency_ms REAL, avg_tps REAL, min_tps REAL, p50_tps REAL, p95_tps
        REAL, p99_tps REAL, max_tps REAL, avg_gap_ms REAL, min_gap_ms REAL, p50_gap_ms REAL,
        p95_gap_ms REAL, p99_gap_ms REAL, max_gap_ms REAL, total_input_tokens INTEGER,
        total_output_tokens INTEGER, total_cost_usd REAL, requests_per_second REAL, system_tps REAL,
        in_flight INTEGER, in_flight_max INTEGER, coalesced_share REAL, lane_pause_p99_ms REAL,
        loop_lag_p99_ms REAL, loop_lag_max_ms REAL, stamped_on_arrival_share REAL, cpu_cores REAL, machine_cores INTEGER, machine
        TEXT, machine_system TEXT, machine_processor TEXT, calibrated_at TEXT, calibrated_concurrency INTEGER, calibrated_ttft_ms
        REAL, benchsh_version TEXT, system_prompt TEXT, prompt TEXT
        """
}
