import History
import Testing

/// Each index is there for a query, and the query uses it.
@Suite struct PlanTests {
    let scratch: Scratch
    let history: History

    init() throws {
        scratch = try Scratch()
        history = try History(path: scratch.path)
    }

    @Test(arguments: [
        (
            "SELECT provider_id, model, p95(ttft_ms) FROM runs GROUP BY 1, 2",
            "SCAN benchmark_runs USING COVERING INDEX runs_of_targets"
        ),
        (
            "SELECT avg(tokens_per_second), avg(total_latency_ms) FROM runs "
                + "WHERE provider_id = 'a' AND model = 'b' AND status = 'success'",
            "SEARCH benchmark_runs USING COVERING INDEX runs_of_targets "
                + "(provider_id=? AND model=?)"
        ),
        (
            "SELECT ttft_ms FROM runs WHERE suite = 5 ORDER BY run",
            "SEARCH benchmark_runs USING INDEX sqlite_autoindex_benchmark_runs_1 (suite_number=?)"
        ),
        (
            "SELECT mode FROM suites WHERE suite = 5",
            "SEARCH benchmark_suites USING INTEGER PRIMARY KEY (rowid=?)"
        ),
        (
            "SELECT suite FROM suites WHERE name = 'a'",
            "SEARCH benchmark_suites USING COVERING INDEX named_suites (name=?)"
        ),
        (
            "SELECT number FROM benchmark_suites WHERE status = 'running'",
            "SEARCH benchmark_suites USING COVERING INDEX running_suites (status=?)"
        ),
        (
            "SELECT number FROM benchmark_suites WHERE id = 'a'",
            "SEARCH benchmark_suites USING COVERING INDEX sqlite_autoindex_benchmark_suites_1 (id=?)"
        ),
    ])
    func aQueryUsesItsIndex(sql: String, step: String) throws {
        let plan = try history.answer("EXPLAIN QUERY PLAN \(sql)").compactMap(\.last)
        #expect(plan.contains(.text(step)), "\(plan)")
    }

    /// What is wide lies in tables that a query without it does not touch.
    @Test(arguments: [
        "SELECT avg(output_tokens) FROM runs", "SELECT suite, p95_ttft_ms FROM suites",
        "SELECT count(*), status FROM runs GROUP BY status",
    ])
    func narrowQueriesNeverSeeTexts(sql: String) throws {
        let plan = "\(try history.answer("EXPLAIN QUERY PLAN \(sql)"))"
        #expect(!plan.contains("run_details") && !plan.contains("suite_texts"), "\(plan)")
    }
}
