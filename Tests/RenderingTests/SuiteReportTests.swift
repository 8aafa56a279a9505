import Measurement
import Rendering
import Testing
import Text

@Suite struct SuiteReportTests {
    /// Twelve successes, three failures, one cancelled: 16 runs.
    private let runs: [Run] =
        (1...12).map {
            Fixture.success(
                $0,
                ttft: 40 + Double($0 * 37 % 23),
                source: .estimated,
                notes: ["temperature left out: openai fixes it"]
            )
        } + [
            Fixture.failure(13, Fixture.slowDown),
            Fixture.failure(14, Failure(.timeout, "no byte for 120 s")),
            Fixture.failure(15, Failure(.rateLimited, "HTTP 429: later", httpStatus: 429)),
            Fixture.cancelled(16),
        ]

    private func report(
        _ suite: Suite,
        _ runs: [Run],
        width: Int? = nil,
        style: Style = .plain
    ) -> String {
        SuiteReport(suite, SuiteSummary(runs: runs), width: width, style: style).lines
            .joined(separator: "\n")
    }

    @Test func concurrentSuite() {
        #expect(
            report(Fixture.suite(.concurrent, requests: 16, concurrency: 5), runs) == """
                suite 12 @steady: concurrent, openai/gpt-6-luna, 16 requests, 5 at a time

                                avg    min    p50    p95     p99     max    n
                  ttft ms      50.5   41.0   50.5   59.5?   59.9?   60.0   12
                  ttfb ms      48.5   39.0   48.5   57.5?   57.9?   58.0   12
                  latency ms  681.5  672.0  681.5  690.5?  690.9?  691.0   12
                  tok/s       100.0  100.0  100.0  100.0?  100.0?  100.0   12
                  gap ms       10.0   10.0   10.0   10.0    10.0    10.0  756
                  ? too few samples: p95 needs 20, p99 100

                  ttft  41.0 │█████████████▄▄▄▄▄▄▄▄▄▄▄▄▄█████████████│ 60.0 ms
                                                 ╵p50
                        p50 50.5 [45.0, 56.0] ms, 95% confidence
                        ▆▂█▄▁▆▃█▅▁▇▃      over time

                  tokens     ≈120 in, ≈768 out
                  cost       about $0.0014
                  wall       15.0 s, 0.80 req/s, 51.1 tok/s, 0.55 in flight, at most 1
                  errors     3 of 15 (20.0%)
                    2 × rate_limited: HTTP 429: slow down (retry after 2 s)
                    1 × timeout: no byte for 120 s
                  cancelled  1 run
                  note       temperature left out: openai fixes it (12 ×)
                  client     lanes waited 988.0 ms between runs (p99): fewer than 5 were in \
                flight (mean 0.5); lower the concurrency
                """
        )
    }

    @Test(
        "The table gives up columns, never the terminal's width",
        arguments: [(20, "p50"), (40, "p50    p95     p99     n"), (80, "max    n")]
    )
    func widths(width: Int, heading: String) throws {
        let suite = Fixture.suite(requests: 16)
        let lines = SuiteReport(suite, SuiteSummary(runs: runs), width: width).lines
        let table = lines.drop { !$0.contains("p50") }.prefix(6)
        #expect(lines.contains { $0.contains("too few samples") } == (width > 20))
        #expect(try #require(table.first).hasSuffix(heading))
        for line in table { #expect(line.displayWidth <= width) }
    }

    @Test(
        "Percentiles of too few samples are marked",
        arguments: [
            (2, true, true), (19, true, true), (20, false, true), (99, false, true),
            (100, false, false),
        ]
    )
    func thresholds(count: Int, p95: Bool, p99: Bool) throws {
        let runs = (1...count).map { Fixture.success($0) }
        let text = report(Fixture.suite(requests: count), runs)
        let row = try #require(text.split(separator: "\n").first { $0.hasPrefix("  ttft ms") })
        let marks = row.split(separator: " ").map { $0.hasSuffix("?") }
        #expect(marks == [false, false, false, false, false, p95, p99, false, false])
        #expect(text.contains("? too few samples: p95 needs 20, p99 100") == (p95 || p99))
    }

    @Test func singleRunIsOneLine() {
        #expect(
            report(Fixture.suite(.single, requests: 1), [Fixture.success(1)]) == """
                suite 12 @steady: single, openai/gpt-6-luna, 1 request

                  ttft 52.1 ms   ttfb 50.1 ms   latency 683.1 ms   100.0 tok/s

                  tokens     10 in, 64 out
                  cost       about $0.00012
                """
        )
    }

    @Test func nothingSucceeded() {
        var suite = Fixture.suite(requests: 2)
        suite.name = nil
        suite.number = nil
        suite.status = .interrupted
        #expect(
            report(suite, [Fixture.failure(1, Fixture.slowDown)]) == """
                suite: multi, openai/gpt-6-luna, 2 requests, interrupted

                  no successful run

                  errors     1 of 1 (100.0%)
                    1 × rate_limited: HTTP 429: slow down (retry after 2 s)
                """
        )
        #expect(report(suite, []).hasSuffix("no successful run"))
    }

    @Test func reasoningCacheAndExactCostAreTold() {
        var run = Fixture.success(1)
        run.tokens.reasoning = 30
        run.tokens.cached = 4
        run.tokens.costSource = .server
        let text = report(Fixture.suite(.single, requests: 1), [run])
        #expect(text.contains("tokens     10 in (4 cached), 64 out (30 reasoning)"))
        #expect(text.contains("cost       $0.00012"))
    }

    @Test func connectionsThatWereOpenedAreTold() {
        var runs = (1...5).map { Fixture.success($0) }
        for index in 1...4 {
            runs[index].phases = Phases(connection: .cold, dns: 0.1, connect: 0.3)
        }
        let warm = report(Fixture.suite(), runs)
        #expect(
            warm.contains(
                "  connection 4 of 5 runs opened a connection: dns 0.10 ms, connect 0.30 ms, though it "
                    + "was to be warm (the server closes it)\n"
            ) || warm.hasSuffix("(the server closes it)")
        )
        var suite = Fixture.suite()
        suite.request.connection = .cold
        runs.removeFirst()
        #expect(report(suite, runs).contains("each run opened a connection: dns 0.10 ms"))
        #expect(!report(suite, runs).contains("closes"))
        #expect(!report(suite, self.runs).contains("opened a connection"))
    }

    @Test func errorsOfDifferentStatusAreCountedApart() {
        let runs = zip(1..., [500, 404, 500, 402, 404, 500] as [Int]).map {
            (number: Int, status: Int) in
            Fixture.failure(number, Failure(.http, "HTTP \(status): no", httpStatus: status))
        }
        #expect(
            SuiteSummary(runs: runs).errorWords == [
                "3 × http: HTTP 500: no", "2 × http: HTTP 404: no", "1 × http: HTTP 402: no",
            ]
        )
    }

    @Test("Words are broken at spaces to fit a window", arguments: [20, 24, 28, 40, 60, 80])
    func longWordsAreWrapped(width: Int) {
        let targets = [Fixture.openai, Fixture.glm]
        let runs = (1...12).map { number in
            Fixture.success(
                number,
                ttft: 40 + Double(number * 37 % 23),
                target: targets[number % 2],
                notes: ["temperature left out: openai fixes it, whatever was asked for"]
            )
        }
        for suite in [
            Fixture.suite(.comparison, targets: targets, requests: 12),
            Fixture.suite(requests: 12),
        ] {
            let lines = SuiteReport(suite, SuiteSummary(runs: runs), width: width).lines
            for line in lines { #expect(line.displayWidth <= width, "\(line)") }
        }
    }

    @Test func asciiAndColour() {
        let ascii = report(Fixture.suite(), runs, style: Style(isASCII: true))
        #expect(ascii.contains("  ttft  41.0 |#############-------------#############| 60.0 ms\n"))
        let coloured = report(Fixture.suite(), runs, style: Style(isColoured: true))
        #expect(coloured.contains("\u{1B}[31merrors    \u{1B}[0m 3 of 15"))
        #expect(!report(Fixture.suite(), runs).contains("\u{1B}"))
    }

    @Test func namesAndNotesCannotSteerTheTerminal() {
        var suite = Fixture.suite()
        suite.name = "a\u{1B}[2J"
        suite.targets = [Target(provider: "p", model: "\u{9B}31m")]
        let run = Fixture.success(1, target: suite.targets[0], notes: ["said \u{7}"])
        let text = report(suite, [run])
        #expect(text.contains("@a\\x1b[2J"))
        #expect(text.contains("p/\\x9b31m"))
        #expect(text.contains("said \\x07"))
    }
}
