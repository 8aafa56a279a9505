internal import GRDB
private import Measurement

/// The views over the tables.
///
/// They follow `Metric.all` and hold no data, so no migration knows them.
enum Views {
    static let all = [runs, suites, chunks, providers]

    /// Makes the views anew where the file has others, and adds a column for each new metric.
    static func refresh(in queue: DatabaseQueue) throws {
        guard try !queue.inDatabase(areCurrent) else { return }
        try queue.write { db in
            let stored = Set(try db.columns(in: "benchmark_runs").map(\.name))
            for column in RunColumns.derived.map(\.name) where !stored.contains(column) {
                try db.execute(sql: "ALTER TABLE benchmark_runs ADD COLUMN \(column) REAL")
            }
            for view in all {
                try db.execute(sql: "DROP VIEW IF EXISTS \(view.name)")
                try db.execute(sql: view.sql)
            }
        }
    }

    private static func areCurrent(in db: Database) throws -> Bool {
        let sql = "SELECT sql FROM sqlite_master WHERE type = 'view'"
        return try String.fetchSet(db, sql: sql) == Set(all.map(\.sql))
    }

    private static let runs = View(
        name: "runs",
        columns: [
            .init("suite", "the suite's short number", is: "suite_number"),
            .init("run", "1 for the first run of its suite", is: "run_number"),
            .init("provider_id", "the provider"),
            .init("model", "the model that was asked for"),
            .init("status", "success, error or cancelled"),
        ]
            + Metric.all.filter { !$0.isPooled }.map { metric in
                .init(
                    metric.column,
                    "\(metric.definition) (\(metric.unit.rawValue)); null: \(metric.nullWhen)"
                )
            } + [
                .init("last_token_ms", "from the run's start to the last generated delta (ms)"),
                .init("start_offset_ms", "the run's start since the suite's start (ms)"),
                .init("recorded_at", "when the run ended, UTC"),
                .init("lane", "the parallel worker that sent it, 0 for the first"),
                .init("connection", "warm: open before the run; cold: opened for it"),
                .init("token_source", "usage: as the server counted; estimated: from the text"),
                .init("cost_source", "server, or prices: from the registry"),
                .init(
                    "first_read_share",
                    "share of the text that came with the first read, 0 to 1"
                ),
                .init("reasoning_hidden", "1 when reasoning was billed but not streamed"),
                .init("server_tps", "the server's own decode speed (tok/s)"),
                .init("finish_reason", "why the model stopped, in the server's word"),
                .init("served_model", "the model the server says it used, when it is another"),
                .init(
                    "error_kind",
                    "why the run failed: "
                        + ErrorKind.allCases.map(\.rawValue).joined(separator: ", ")
                ),
                .init("error_message", "why the run failed, in words"),
                .init("http_status", "the HTTP status of a failed run"),
                .init("retry_after_s", "how long the server asked to wait (s)"),
                .init("notes", "remarks on the figures, a JSON array"),
                .init("response_preview", "the first 500 characters of the answer"),
                .init("response", "the whole answer", is: detail("response")),
                .init("reasoning", "the whole reasoning text", is: detail("reasoning")),
                .init(
                    "timeline",
                    "arrival of each chunk since the run's start, a JSON array (µs)",
                    is: detail("timeline")
                ),
            ],
        source: "FROM benchmark_runs"
    )

    /// A part of a run that a query which does not ask for it never looks up.
    private static func detail(_ column: String) -> String {
        "(SELECT \(column) FROM run_details WHERE run_id = benchmark_runs.id)"
    }

    private static let suites = View(
        name: "suites",
        columns: [
            .init("suite", "the short number", is: "number"),
            .init("id", "a UUID, which tells suites of different histories apart"),
            .init("name", "the name given with `as`"),
            .init("mode", "single, multi, concurrent or comparison"),
            .init("provider_id", "the provider; of a comparison, the first"),
            .init("model", "the model; of a comparison, the first"),
            .init("targets", "all targets as provider/model, a JSON array"),
            .init("status", "running, completed, failed or interrupted"),
            .init("num_runs", "requests asked for, over all targets"),
            .init("concurrency", "requests in flight at most"),
            .init("created_at", "when the suite began, UTC"),
            .init("completed_at", "when the suite ended, UTC"),
            .init("wall_ms", "from the first run's start to the last one's end (ms)"),
        ]
            + SuiteFigure.all.map { .init($0.column, $0.meaning) } + [
                .init("max_tokens", "the setting"),
                .init("temperature", "the setting"),
                .init("thinking", "off: the model was asked not to reason; model: its default"),
                .init("connection", "warm or cold"),
                .init("timeout_s", "longest duration of a run (s)"),
                .init(
                    "loop_lag_p99_ms",
                    "how late the event loop was, 99 in 100 times less (ms)"
                ),
                .init("loop_lag_max_ms", "the latest that the event loop was (ms)"),
                .init("cpu_cores", "CPU time of benchsh over wall time; 1 is one core in full"),
                .init("machine_cores", "how many cores the machine had"),
                .init("benchsh_version", "the program that measured"),
                .init("system_prompt", "the system message"),
                .init("prompt", "the prompt"),
            ],
        source: "FROM benchmark_suites"
    )

    private static let chunks = View(
        name: "chunks",
        columns: [
            .init("suite", "the suite's short number", is: "r.suite_number"),
            .init("run", "the run's number in its suite", is: "r.run_number"),
            .init("provider_id", "the provider", is: "r.provider_id"),
            .init("model", "the model", is: "r.model"),
            .init("status", "how the run ended: success, error or cancelled", is: "r.status"),
            .init("chunk", "1 for the first delta with generated text", is: "j.key + 1"),
            .init("at_ms", "arrival since the run's start (ms)", is: "j.value / 1000.0"),
            .init(
                "gap_ms",
                "silence before it (ms); null for the first, and where it came with the one before",
                is: "nullif(j.value - lag(j.value) OVER "
                    + "(PARTITION BY r.suite_number, r.run_number ORDER BY j.key), 0) / 1000.0"
            ),
        ],
        source: """
            FROM benchmark_runs r
            JOIN run_details d ON d.run_id = r.id
            JOIN json_each(d.timeline) j
            """
    )

    private static let providers = View(
        name: "providers",
        columns: [
            .init("provider_id", "a provider with runs"),
            .init("models", "how many of its models were run", is: "count(DISTINCT model)"),
            .init("suites", "suites with a run of it", is: "count(DISTINCT suite_number)"),
            .init("runs", "its runs", is: "count(*)"),
            .init("successes", "its successful runs", is: "sum(status = 'success')"),
            .init("errors", "its failed runs", is: "sum(status = 'error')"),
            .init("cancelled", "its cancelled runs", is: "sum(status = 'cancelled')"),
            .init("first_at", "when its first run ended, UTC", is: "min(recorded_at)"),
            .init("last_at", "when its latest run ended, UTC", is: "max(recorded_at)"),
        ],
        source: "FROM benchmark_runs GROUP BY provider_id"
    )
}
