PRAGMA application_id = 1651405672;

CREATE TABLE benchmark_runs (
    id INTEGER PRIMARY KEY,
    suite_number INTEGER NOT NULL
        REFERENCES benchmark_suites (number) ON DELETE CASCADE,
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
    UNIQUE (suite_number, run_number)
);

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
    loop_lag_p99_ms REAL, loop_lag_max_ms REAL, cpu_cores REAL, machine_cores INTEGER, note TEXT, machine TEXT, machine_system TEXT, machine_processor TEXT, calibrated_at TEXT, calibrated_ttft_ms REAL, named_at TEXT, time_limit_s REAL, mock TEXT, stamped_on_arrival_share REAL, calibrated_concurrency INTEGER, requests INTEGER, error_rate REAL, min_ttft_ms REAL, max_ttft_ms REAL, min_ttfb_ms REAL, max_ttfb_ms REAL, min_latency_ms REAL, max_latency_ms REAL, min_tps REAL, p50_tps REAL, p95_tps REAL, p99_tps REAL, max_tps REAL, avg_gap_ms REAL, min_gap_ms REAL, max_gap_ms REAL, requests_per_second REAL, system_tps REAL, in_flight INTEGER, in_flight_max INTEGER, coalesced_share REAL, lane_pause_p99_ms REAL);

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

CREATE TABLE custom_providers (
    name TEXT PRIMARY KEY,
    entry TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);

CREATE TABLE run_details (
    run_id INTEGER PRIMARY KEY REFERENCES benchmark_runs (id) ON DELETE CASCADE,
    timeline TEXT,
    response TEXT,
    reasoning TEXT
);

CREATE TABLE suite_texts (
    suite_number INTEGER PRIMARY KEY
        REFERENCES benchmark_suites (number) ON DELETE CASCADE,
    system_prompt TEXT,
    prompt TEXT NOT NULL
);

CREATE VIEW chunks AS SELECT
    r.suite_number AS suite,
    r.run_number AS run,
    r.provider_id AS provider_id,
    r.model AS model,
    r.status AS status,
    j.key + 1 AS chunk,
    j.value / 1000.0 AS at_ms,
    nullif(j.value - lag(j.value) OVER (PARTITION BY r.suite_number, r.run_number ORDER BY j.key), 0) / 1000.0 AS gap_ms
FROM benchmark_runs r
JOIN run_details d ON d.run_id = r.id
JOIN json_each(d.timeline) j;

CREATE VIEW providers AS SELECT
    provider_id,
    count(DISTINCT model) AS models,
    count(DISTINCT suite_number) AS suites,
    count(*) AS runs,
    sum(status = 'success') AS successes,
    sum(status = 'error') AS errors,
    sum(status = 'cancelled') AS cancelled,
    min(recorded_at) AS first_at,
    max(recorded_at) AS last_at
FROM benchmark_runs GROUP BY provider_id;

CREATE VIEW runs AS SELECT
    suite_number AS suite,
    (SELECT id FROM benchmark_suites WHERE number = suite_number) AS suite_id,
    run_number AS run,
    provider_id,
    model,
    status,
    error_kind,
    error_message,
    http_status,
    retry_after_s,
    dns_ms,
    connect_ms,
    tls_ms,
    headers_ms,
    ttfb_ms,
    ttft_ms,
    answer_ttft_ms,
    total_latency_ms,
    max_gap_ms,
    tokens_per_second,
    e2e_tps,
    tpot_ms,
    chunks,
    tokens_per_chunk,
    input_tokens,
    output_tokens,
    total_tokens,
    reasoning_tokens,
    cached_tokens,
    cost_usd,
    token_source,
    cost_source,
    last_token_ms,
    first_read_share,
    reasoning_hidden,
    server_tps,
    connection,
    lane,
    start_offset_ms,
    finish_reason,
    served_model,
    notes,
    recorded_at,
    (SELECT substr(response, 1, 500) FROM run_details WHERE run_id = benchmark_runs.id) AS response_preview,
    (SELECT timeline FROM run_details WHERE run_id = benchmark_runs.id) AS timeline,
    (SELECT response FROM run_details WHERE run_id = benchmark_runs.id) AS response,
    (SELECT reasoning FROM run_details WHERE run_id = benchmark_runs.id) AS reasoning
FROM benchmark_runs;

CREATE VIEW suites AS SELECT
    number AS suite,
    id,
    name,
    named_at,
    note,
    mode,
    provider_id,
    model,
    targets,
    status,
    created_at,
    completed_at,
    wall_ms,
    num_runs,
    concurrency,
    max_tokens,
    temperature,
    thinking,
    connection,
    timeout_s,
    time_limit_s,
    mock,
    requests,
    success_count,
    error_count,
    cancelled_count,
    error_rate,
    avg_ttft_ms,
    min_ttft_ms,
    p50_ttft_ms,
    p95_ttft_ms,
    p99_ttft_ms,
    max_ttft_ms,
    avg_ttfb_ms,
    min_ttfb_ms,
    p50_ttfb_ms,
    p95_ttfb_ms,
    p99_ttfb_ms,
    max_ttfb_ms,
    avg_latency_ms,
    min_latency_ms,
    p50_latency_ms,
    p95_latency_ms,
    p99_latency_ms,
    max_latency_ms,
    avg_tps,
    min_tps,
    p50_tps,
    p95_tps,
    p99_tps,
    max_tps,
    avg_gap_ms,
    min_gap_ms,
    p50_gap_ms,
    p95_gap_ms,
    p99_gap_ms,
    max_gap_ms,
    total_input_tokens,
    total_output_tokens,
    total_cost_usd,
    requests_per_second,
    system_tps,
    in_flight,
    in_flight_max,
    coalesced_share,
    lane_pause_p99_ms,
    loop_lag_p99_ms,
    loop_lag_max_ms,
    stamped_on_arrival_share,
    cpu_cores,
    machine_cores,
    machine,
    machine_system,
    machine_processor,
    calibrated_at,
    calibrated_concurrency,
    calibrated_ttft_ms,
    benchsh_version,
    (SELECT system_prompt FROM suite_texts WHERE suite_number = number) AS system_prompt,
    (SELECT prompt FROM suite_texts WHERE suite_number = number) AS prompt
FROM benchmark_suites;

CREATE INDEX named_suites ON benchmark_suites (name) WHERE name IS NOT NULL;

CREATE INDEX running_suites ON benchmark_suites (status) WHERE status = 'running';

CREATE INDEX runs_of_targets ON benchmark_runs (
    provider_id, model, suite_number, status, ttft_ms, total_latency_ms, tokens_per_second
);

CREATE INDEX suites_by_time ON benchmark_suites (created_at);

INSERT INTO grdb_migrations VALUES ('v1 suites and runs');

INSERT INTO grdb_migrations VALUES ('v2 conditions and calibrations');

INSERT INTO grdb_migrations VALUES ('v3 narrow tables and machines');
