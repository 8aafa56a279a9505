/// The tables as each version made them; never edited, because files with them exist.
enum Tables {
    /// Tells a history from the databases of other programs: `bnsh`.
    static let applicationID = 0x626e_7368

    // Wide columns come last in a table: SQLite reads a row from its start, so that lists, which
    // do not want them, never follow their overflow pages.
    static let v1 = """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE benchmark_suites (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            name TEXT,
            mode TEXT NOT NULL,
            provider_id TEXT NOT NULL,
            model TEXT NOT NULL,
            num_runs INTEGER NOT NULL,
            concurrency INTEGER NOT NULL,
            max_tokens INTEGER NOT NULL,
            temperature REAL,
            thinking TEXT NOT NULL,
            connection TEXT NOT NULL,
            timeout_s REAL,
            status TEXT NOT NULL,
            created_at TEXT NOT NULL,
            completed_at TEXT,
            wall_ms REAL,
            success_count INTEGER,
            error_count INTEGER,
            cancelled_count INTEGER,
            avg_ttft_ms REAL,
            p50_ttft_ms REAL,
            p95_ttft_ms REAL,
            p99_ttft_ms REAL,
            avg_ttfb_ms REAL,
            p50_ttfb_ms REAL,
            p95_ttfb_ms REAL,
            p99_ttfb_ms REAL,
            avg_latency_ms REAL,
            p50_latency_ms REAL,
            p95_latency_ms REAL,
            p99_latency_ms REAL,
            avg_tps REAL,
            p50_gap_ms REAL,
            p95_gap_ms REAL,
            p99_gap_ms REAL,
            total_input_tokens INTEGER,
            total_output_tokens INTEGER,
            total_cost_usd REAL,
            pid INTEGER,
            pid_start TEXT,
            benchsh_version TEXT,
            targets TEXT NOT NULL,
            system_prompt TEXT,
            prompt TEXT NOT NULL
        );

        -- Every start looks for suites that a dead process left behind.
        CREATE INDEX running_suites ON benchmark_suites (status) WHERE status = 'running';

        CREATE TABLE benchmark_runs (
            id INTEGER PRIMARY KEY,
            suite_number INTEGER NOT NULL
                REFERENCES benchmark_suites (number) ON DELETE CASCADE,
            suite_id TEXT NOT NULL,
            run_number INTEGER NOT NULL,
            provider_id TEXT NOT NULL,
            model TEXT NOT NULL,
            status TEXT NOT NULL,
            connection TEXT NOT NULL,
            lane INTEGER NOT NULL,
            start_offset_ms REAL,
            recorded_at TEXT NOT NULL,
            dns_ms REAL,
            connect_ms REAL,
            tls_ms REAL,
            headers_ms REAL,
            ttfb_ms REAL,
            ttft_ms REAL,
            answer_ttft_ms REAL,
            last_token_ms REAL,
            total_latency_ms REAL,
            max_gap_ms REAL,
            tokens_per_second REAL,
            e2e_tps REAL,
            tpot_ms REAL,
            chunks INTEGER,
            tokens_per_chunk REAL,
            first_read_share REAL,
            input_tokens INTEGER,
            output_tokens INTEGER,
            total_tokens INTEGER,
            reasoning_tokens INTEGER,
            cached_tokens INTEGER,
            token_source TEXT,
            cost_usd REAL,
            cost_source TEXT,
            reasoning_hidden INTEGER NOT NULL,
            server_tps REAL,
            error_kind TEXT,
            http_status INTEGER,
            retry_after_s REAL,
            finish_reason TEXT,
            served_model TEXT,
            error_message TEXT,
            notes TEXT,
            response_preview TEXT,
            UNIQUE (suite_number, run_number)
        );

        CREATE TABLE run_details (
            run_id INTEGER PRIMARY KEY REFERENCES benchmark_runs (id) ON DELETE CASCADE,
            timeline TEXT,
            response TEXT,
            reasoning TEXT
        );

        CREATE TABLE custom_providers (
            name TEXT PRIMARY KEY,
            entry TEXT NOT NULL
        ) WITHOUT ROWID;
        """

    static let v2 = """
        ALTER TABLE benchmark_suites ADD COLUMN loop_lag_p99_ms REAL;
        ALTER TABLE benchmark_suites ADD COLUMN loop_lag_max_ms REAL;
        ALTER TABLE benchmark_suites ADD COLUMN cpu_cores REAL;
        ALTER TABLE benchmark_suites ADD COLUMN machine_cores INTEGER;

        CREATE TABLE calibrations (
            id INTEGER PRIMARY KEY,
            created_at TEXT NOT NULL,
            concurrency INTEGER NOT NULL,
            requests INTEGER NOT NULL,
            ttft_added_mean_ms REAL NOT NULL,
            ttft_added_p99_ms REAL NOT NULL,
            gap_added_p99_ms REAL NOT NULL,
            loop_lag_p99_ms REAL,
            machine_cores INTEGER,
            benchsh_version TEXT
        );
        """

    // Wide texts lie in tables of their own, so that scans of runs and lists of suites never read
    // them. The views, which follow the program and not the file, stand in the way of the changes.
    static let v3 = """
        DROP VIEW IF EXISTS runs;
        DROP VIEW IF EXISTS suites;
        DROP VIEW IF EXISTS chunks;
        DROP VIEW IF EXISTS providers;

        CREATE TABLE suite_texts (
            suite_number INTEGER PRIMARY KEY
                REFERENCES benchmark_suites (number) ON DELETE CASCADE,
            system_prompt TEXT,
            prompt TEXT NOT NULL
        );
        INSERT INTO suite_texts SELECT number, system_prompt, prompt FROM benchmark_suites;
        ALTER TABLE benchmark_suites DROP COLUMN system_prompt;
        ALTER TABLE benchmark_suites DROP COLUMN prompt;

        ALTER TABLE benchmark_suites ADD COLUMN note TEXT;
        ALTER TABLE benchmark_suites ADD COLUMN machine TEXT;
        ALTER TABLE benchmark_suites ADD COLUMN machine_system TEXT;
        ALTER TABLE benchmark_suites ADD COLUMN machine_processor TEXT;
        ALTER TABLE benchmark_suites ADD COLUMN calibrated_at TEXT;
        ALTER TABLE benchmark_suites ADD COLUMN calibrated_ttft_ms REAL;

        -- Both follow from other tables: the suite's UUID and the beginning of the answer.
        ALTER TABLE benchmark_runs DROP COLUMN suite_id;
        ALTER TABLE benchmark_runs DROP COLUMN response_preview;

        -- select provider_id, model, p95(ttft_ms) from runs group by 1, 2; 'show history for'.
        -- The suite's number comes before the figures, so that new runs go to the end of a target.
        CREATE INDEX runs_of_targets ON benchmark_runs (
            provider_id, model, suite_number, status, ttft_ms, total_latency_ms, tokens_per_second
        );

        -- The newest suites first: 'show history', 'last'.
        CREATE INDEX suites_by_time ON benchmark_suites (created_at);

        -- The newest suite of a name, for @name.
        CREATE INDEX named_suites ON benchmark_suites (name) WHERE name IS NOT NULL;
        """
}
