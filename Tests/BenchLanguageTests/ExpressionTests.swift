import BenchLanguage
import Testing

struct ExpressionTests {
    private let scope = Variables([
        "n": .number(3), "t": .duration(nanoseconds: 5_000_000), "w": .text("abc"),
        "p": .percent(0.5),
    ])

    private func number(_ reference: MetricReference) -> Double? {
        switch (reference.metric, reference.aggregate) {
        case ("ttft", .percentile(let rank)): rank
        case ("ttft", _): 100
        case ("tps", _): 40
        case ("errors", _): 2
        default: nil
        }
    }

    @Test(
        "arithmetic",
        arguments: [
            ("1 + 2 * 3", Quantity.measure(7, .number)), ("(1 + 2) * 3", .measure(9, .number)),
            ("10 - 2 - 3", .measure(5, .number)), ("8 / 2 / 2", .measure(2, .number)),
            ("2-1", .measure(1, .number)), ("-2 * -(3)", .measure(6, .number)),
            ("$n+1", .measure(4, .number)), ("1.1 * p95 ttft", .measure(104.5, .time)),
            ("2*p99.9 ttft of @steady", .measure(199.8, .time)),
            ("avg ttft for openai/gpt-6-luna of last - 20ms", .measure(80, .time)),
            ("ttft / 50ms", .measure(2, .number)), ("110% * TPS", .measure(44, .rate)),
            ("$t * 2", .measure(10, .time)), ("$p", .measure(0.5, .fraction)),
            ("errors + 1", .measure(3, .count)), ("1 + errors", .measure(3, .count)),
            ("\"a$n\"", .text("a3")), ("Paris", .text("Paris")),
            ("gpt-6-luna", .text("gpt-6-luna")),
            ("openai/m$n", .text("openai/m3")), ("10x5", .text("10x5")),
            ("4o-mini", .text("4o-mini")),
        ]
    )
    func values(text: String, expected: Quantity) throws {
        let tree = try #require(Fixture.call("let x = \(text)")?.expression)
        let result = try tree.evaluate(using: scope, metric: number)
        if case .measure(let value, let dimension) = result,
            case .measure(let wanted, let unit) = expected
        {
            #expect(abs(value - wanted) < 1e-9 && dimension == unit)
        } else {
            #expect(result == expected)
        }
    }

    @Test func undefinedMetricsMakeUndefinedResults() throws {
        let tree = try #require(Fixture.call("let x = 2 * latency + 1ms")?.expression)
        #expect(try tree.evaluate(using: scope, metric: number) == nil)
        let check = try #require(Fixture.call("expect latency < 1s")?.condition)
        guard case .comparison(let comparison) = check else {
            Issue.record("no comparison")
            return
        }
        let outcome = try comparison.evaluate(using: scope, metric: number)
        #expect(!outcome.holds && outcome.left == nil && outcome.right == .measure(1000, .time))
    }

    @Test(
        "comparisons",
        arguments: [
            ("ttft < 800ms", true), ("ttft > 0.8s", false), ("tps >= 40", true),
            ("tps <= 39.5", false), ("errors = 2", true), ("errors == 2", true),
            ("errors != 2", false), ("$w = \"abc\"", true), ("$w != 'abc'", false),
            ("ttft < $t", false), ("$n * $t = 15ms", true), ("5 < 6", true),
            ("p95 ttft<2*p95 ttft of @steady", true),
        ]
    )
    func comparisons(text: String, expected: Bool) throws {
        guard case .comparison(let comparison) = Fixture.call("expect \(text)")?.condition else {
            Issue.record("no comparison")
            return
        }
        #expect(try comparison.evaluate(using: scope, metric: number).holds == expected)
    }

    @Test(
        "what only shows at run time",
        arguments: [
            ("ttft < $n", "a time cannot be compared with a bare number"),
            ("ttft < $w", "a time cannot be compared with a text"),
            ("$w * 2 < 3", "text cannot be calculated with"),
            ("1 / 0 < 3", "division by zero in '1 / 0'"),
            ("1e308 * 10 < 3", "overflow in '1e308 * 10'"), ("-$w = 3", "text has no negative"),
            ("$q = 3", "unknown variable '$q'"),
        ]
    )
    func runTimeErrors(text: String, expected: String) throws {
        guard case .comparison(let comparison) = Fixture.call("expect \(text)")?.condition else {
            Issue.record("no comparison")
            return
        }
        let error = #expect(throws: Diagnostic.self) {
            try comparison.evaluate(using: scope, metric: number)
        }
        #expect(error?.message == expected)
    }

    @Test func metricReferencesCarryTheirQualifiers() throws {
        let call = try #require(
            Fixture.call("expect P95 ttft for openai of @a < 2 * latency of $s / ttft * latency")
        )
        let metrics = try #require(call.condition?.metrics)
        #expect(metrics.map(\.metric) == ["ttft", "latency", "ttft", "latency"])
        let first = try #require(metrics.first)
        #expect(first.aggregate == .percentile(95))
        #expect(first.target?.literal == TargetReference("openai"))
        #expect(first.suite?.literal == .name("a"))
        #expect(first.span.text == "P95 ttft for openai of @a")
        #expect(metrics.dropFirst().first?.span.text == "latency of $s")
        #expect(call.variables.map(\.name) == ["s"])
    }

    @Test(
        "output conditions",
        arguments: [
            ("output contains Paris", false, Condition.Search.contains, "Paris"),
            ("OUTPUT not matches '^a;b'", true, .matches, "^a;b"),
        ]
    )
    func output(text: String, negated: Bool, search: Condition.Search, pattern: String) throws {
        let call = try #require(Fixture.call("expect \(text) because \"x\" or stop"))
        guard case .output(let isNegated, let itsSearch, let value, _) = call.condition else {
            Issue.record("no search")
            return
        }
        #expect(isNegated == negated && itsSearch == search)
        #expect(value.literal == .text(pattern))
        #expect(call.text(after: "because")?.literal == "x" && call.has("stop"))
    }

    @Test func letKeepsTimesAsDurations() {
        #expect(Quantity.measure(12.5, .time).scalar == .duration(nanoseconds: 12_500_000))
        #expect(Quantity.measure(1e300, .time).scalar == .number(1e300))
        #expect(Quantity.measure(3, .rate).scalar == .number(3))
        #expect(Quantity.text("a").scalar == .text("a"))
    }
}
