import Measurement
import Rendering
import Testing
import Text

@Suite struct ComparisonReportTests {
    private func side(_ name: String, _ ttft: [Double]) -> ComparisonReport.Side {
        let runs = zip(1..., ttft).map { Fixture.success($0, ttft: $1) }
        return ComparisonReport.Side(name: name, summary: SuiteSummary(runs: runs))
    }

    private let slow: [Double] = [200, 207, 213, 221, 228, 236]
    private let fast: [Double] = [100, 101, 103, 106, 110, 115]

    @Test func evidenceNamesTheBetterSideFirst() {
        let forth = ComparisonReport(
            [side("deepseek", slow), side("openai", fast)],
            metrics: [.ttft]
        )
        let back = ComparisonReport(
            [side("openai", fast), side("deepseek", slow)],
            metrics: [.ttft]
        )
        let words =
            "ttft: openai is 111.5 ms faster than deepseek [97.0, 127.0] at 95%, p = 0.002, large effect"
        #expect(forth.lines() == [words])
        #expect(back.lines() == [words])
    }

    @Test func noEvidence() {
        let report = ComparisonReport(
            [side("a", [100, 110, 120, 130]), side("b", [105, 112, 118, 133])],
            metrics: [.ttft]
        )
        #expect(
            report.lines() == [
                "ttft: ~ no evidence of a difference between a and b [-25.0, 33.0] at 95%, "
                    + "p = 0.89; about 335 each would show one of this size"
            ]
        )
    }

    @Test(
        "Too few samples give no verdict and say how many are needed",
        arguments: [
            (2, 2, "2 each, at least 4 needed"), (3, 3, "3 each, at least 4 needed"),
            (3, 4, "3 and 4, at least 4 needed"), (3, 5, nil), (4, 4, nil),
        ] as [(Int, Int, String?)]
    )
    func tooFew(left: Int, right: Int, words: String?) {
        let report = ComparisonReport(
            [side("a", Array(slow.prefix(left))), side("b", Array(fast.prefix(right)))],
            metrics: [.ttft, .latency]
        )
        if let words {
            #expect(report.lines() == ["ttft and latency: too few samples for a verdict: \(words)"])
        } else {
            #expect(report.lines().allSatisfy { !$0.contains("too few") })
        }
    }

    @Test func severalSidesAreCorrectedFor() {
        let middle = slow.map { $0 - 50 }
        let report = ComparisonReport(
            [side("a", slow), side("b", middle), side("c", fast)],
            metrics: [.ttft]
        )
        let lines = report.lines()
        #expect(lines.count == 3)
        // Each p alone is 0.0022; the smallest of three counts three times.
        #expect(lines.allSatisfy { $0.contains(", p = 0.006, large effect") })
        #expect(lines[0].hasPrefix("ttft: b is 50.0 ms faster than a"))
        let four = ComparisonReport(
            [side("a", slow), side("b", middle), side("c", fast), side("d", [1, 2])],
            metrics: [.ttft]
        )
        #expect(four.lines().count == 3)
        #expect(
            four.lines().last
                == "ttft: too few samples for a verdict on a and d: 6 and 2, at least 5 needed"
        )
    }

    /// The intervals have the confidence of the steps of Holm's method, and say which.
    @Test func anIntervalNeverHoldsZeroUnderAVerdict() throws {
        let base = (0..<8).map { Double(10 * $0) }
        for step in 0...60 {
            let sides = [
                side("a", base), side("b", base.map { $0 + Double(step) + 0.3 }),
                side("c", base.map { $0 + 1.5 * Double(step) + 0.6 }),
            ]
            for line in ComparisonReport(sides, metrics: [.ttft]).lines() {
                let words = try #require(line.firstMatch(of: /\[(.+), (.+)\] at 9[5-8](\.\d)?%/))
                let (lower, upper) = (Double(words.1) ?? .nan, Double(words.2) ?? .nan)
                let p = try #require(line.firstMatch(of: /p [=<] ([0-9.]+)/)).1
                let isEvident = line.contains(" faster than ")
                #expect((lower <= 0 && 0 <= upper) != isEvident, "\(line)")
                #expect((Double(p) ?? 1 <= 0.05) == isEvident, "\(line)")
            }
        }
    }

    /// With ties the interval is wider than the test: then there is no verdict, and it says why.
    @Test func equalValuesLeaveNoVerdictThatTheIntervalContradicts() {
        let report = ComparisonReport(
            [side("a", [10, 20, 20, 20, 20]), side("b", [20, 30, 30, 30, 30])],
            metrics: [.ttft]
        )
        #expect(
            report.lines() == [
                "ttft: ~ no evidence of a difference between a and b [0.00, 20.0] at 95%, "
                    + "p = 0.021, but the interval holds 0; about 8 each would show one of this size"
            ]
        )
    }

    @Test func sideWithoutSamplesHasNoLine() {
        #expect(ComparisonReport([side("a", slow), side("b", [])]).lines() == [])
        #expect(ComparisonReport([side("a", slow)]).lines() == [])
        #expect(ComparisonReport([]).lines() == [])
    }

    @Test func higherSpeedIsFaster() {
        let quick = Fixture.success(1, tokens: 64)
        let runs = { (window: Double) in
            (1...5).map { number in
                var run = quick
                run.number = number
                run.lastToken = (run.firstToken ?? 0) + window + Double(number)
                return run
            }
        }
        let sides = [("a", 600.0), ("b", 900.0)].map { name, window in
            ComparisonReport.Side(name: name, summary: SuiteSummary(runs: runs(window)))
        }
        let lines = ComparisonReport(sides, metrics: [.tps]).lines()
        #expect(
            lines == [
                "tps: a is 34.7 tok/s faster than b [34.4, 35.1] at 95%, p = 0.008, large effect"
            ]
        )
    }

    @Test func comparisonSuite() {
        let runs = (1...10).map { number in
            Fixture.success(
                number,
                ttft: (number.isMultiple(of: 2) ? 40 : 160) + Double(number * 37 % 23),
                target: number.isMultiple(of: 2) ? Fixture.glm : Fixture.openai
            )
        }
        let suite = Fixture.suite(
            .comparison,
            targets: [Fixture.openai, Fixture.glm],
            requests: 10
        )
        let lines = SuiteReport(suite, SuiteSummary(runs: runs)).lines
        #expect(
            lines.joined(separator: "\n") == """
                suite 12 @steady: comparison, 2 targets, 10 requests

                  target             ttft ms p50  ttft ms p95   tok/s p50  latency ms p50  n  errors  tokens  gap ms p99      USD
                  openai/gpt-6-luna        171.0        178.0?      100.0           802.0  5       0     320        10.0  0.00060
                  glm/glm-5                 50.0         59.0?      100.0           681.0  5       0     320        10.0  0.00060
                  ? too few samples: p95 needs 20, p99 100

                  median ttft ms
                  openai │████████████████████████████████████████████████████ 171.0 ms
                     glm │███████████████▎ 50.0 ms  faster
                  median tok/s
                  openai │████████████████████████████████████████████████████████ 100.0 tok/s
                     glm │████████████████████████████████████████████████████████ 100.0 tok/s

                  ttft and latency: glm is 119.0 ms faster than openai [106.0, 132.0] at 95%, p = 0.008, large effect
                  tps: ~ no evidence of a difference between openai and glm [0.0, 0.0] at 95%, p = 1.00

                  tokens     100 in, 640 out
                  cost       about $0.0012
                  wall       9.7 s, 1.03 req/s, 66.2 tok/s
                """
        )
    }

    @Test("The targets' table fits the terminal", arguments: [20, 40, 80, 200])
    func widths(width: Int) {
        let targets = [Fixture.openai, Fixture.glm]
        let suite = Fixture.suite(.comparison, targets: targets, requests: 2)
        let runs = [Fixture.success(1), Fixture.success(2, target: Fixture.glm)]
        let lines = SuiteReport(suite, SuiteSummary(runs: runs), width: width).lines
        for line in lines[2...4] { #expect(line.displayWidth <= width) }
        #expect(lines[2].hasSuffix("USD") == (width == 200))
    }
}
