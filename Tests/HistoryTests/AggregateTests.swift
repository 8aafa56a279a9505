import History
import Testing

@Suite struct AggregateTests {
    let scratch: Scratch
    let history: History

    init() throws {
        scratch = try Scratch()
        history = try History(path: scratch.path)
    }

    // numpy 2.4: percentile(x, q) of x = [3, 1, 4, 1.5, 9, 2.6, 5] and std(x, ddof=1)
    @Test(arguments: [
        ("p50(x)", 3.0), ("median(x)", 3.0), ("p95(x)", 7.799999999999997),
        ("p99(x)", 8.759999999999998), ("percentile(x, 10)", 1.3), ("percentile(x, 0)", 1.0),
        ("percentile(x, 100)", 9.0), ("percentile(x, 33.3)", 2.5978),
        ("stddev(x)", 2.698588696407986),
        ("p50(CASE WHEN x > 4 THEN x END)", 7.0), ("p50(DISTINCT x)", 3.0),
    ])
    func agreesWithNumpy(expression: String, expected: Double) throws {
        let rows = try history.answer(
            """
            WITH t(x) AS (VALUES (3), (1), (NULL), (4), (1.5), (9), (2.6), (5))
            SELECT \(expression) FROM t
            """
        )
        guard case .real(let value) = rows.first?.first else {
            Issue.record("no number: \(rows)")
            return
        }
        #expect(abs(value - expected) <= 1e-12 * expected)
    }

    @Test(arguments: [
        "p50(x)", "p95(x)", "p99(x)", "percentile(x, 5)", "median(x)", "stddev(x)", "histogram(x)",
    ])
    func nothingGivesNull(expression: String) throws {
        for values in ["SELECT NULL", "SELECT 1 WHERE 0"] {
            let rows = try history.answer("WITH t(x) AS (\(values)) SELECT \(expression) FROM t")
            #expect(rows == [[.null]])
        }
    }

    @Test(arguments: [
        ("VALUES (7), (7.0), (NULL)", "█"),
        ("VALUES (0), (16)", "█              █"),
        (
            "SELECT i FROM (WITH RECURSIVE n(i) AS (SELECT 0 UNION SELECT i + 1 FROM n WHERE i < 31) "
                + "SELECT i FROM n)", "████████████████"
        ),
        ("VALUES (0), (1), (1), (1), (1), (1), (1), (1), (1), (16)", "▁█             ▁"),
    ])
    func theShapeHasSixteenBins(values: String, shape: String) throws {
        let rows = try history.answer("WITH t(x) AS (\(values)) SELECT histogram(x) FROM t")
        #expect(rows == [[.text(shape)]])
    }

    @Test func oneValueHasNoDeviation() throws {
        #expect(try history.answer("SELECT stddev(1), p99(1)") == [[.null, .real(1)]])
    }

    @Test(arguments: [
        "SELECT percentile(1, 101)", "SELECT percentile(1, -1)", "SELECT percentile(1, NULL)",
        "SELECT percentile(x, x) FROM (SELECT 1 AS x UNION SELECT 2)", "SELECT p50('a')",
        "SELECT histogram('a')",
        "SELECT percentile(1)",
    ])
    func misuseIsAnError(sql: String) {
        #expect(throws: ConsoleError.self) { try history.answer(sql) }
    }
}
