import FoundationEssentials
import Measurement
import Rendering
import Testing
import Text

/// What is said about the instrument itself.
@Suite struct InstrumentTests {
    private static func suite(
        concurrency: Int = 5,
        _ conditions: Conditions?,
        isCalibrated: Bool = false
    ) -> Suite {
        var suite = Fixture.suite(.concurrent, concurrency: concurrency)
        suite.conditions = conditions
        guard isCalibrated else { return suite }
        suite.origin.calibratedAt = Fixture.date
        suite.origin.calibratedConcurrency = 10
        suite.origin.uncertainty = 0.4
        return suite
    }

    private static let quiet = Conditions(
        loopLagP99: 0.05,
        loopLagMax: 0.312,
        stampedOnArrival: 0.996,
        cpu: 0.418,
        cores: 2
    )

    /// Runs of which each starts `pause` after the one before it on the same lane.
    private static func runs(pause: Double = 0) -> [Run] {
        (0..<6).map { index in
            var run = Fixture.success(index + 1)
            run.lane = index % 2
            run.startOffset = Double(index / 2) * (run.end + pause)
            return run
        }
    }

    struct Told: Sendable {
        let conditions: Conditions?
        var pause = 0.0
        let words: String?
    }

    @Test(
        "One line of the summary, only where the client was the limit",
        arguments: [
            Told(conditions: nil, words: nil), Told(conditions: quiet, words: nil),
            Told(
                conditions: Conditions(loopLagP99: 4.2),
                words: "answers were read 4.20 ms late (p99): times may be too high by that; "
                    + "lower the concurrency"
            ),
            Told(
                conditions: Conditions(loopLagP99: 4.2, cpu: 0.03, cores: 2),
                words: "answers were read 4.20 ms late (p99): times may be too high by that; "
                    + "other programs keep the machine busy, so close them and run again"
            ),
            Told(
                conditions: Conditions(cpu: 1.94, cores: 2),
                words: "benchsh used 1.9 of 2 cores: times may be too high; lower the concurrency"
            ),
            Told(
                conditions: quiet,
                pause: 61.25,
                words: "lanes waited 61.3 ms between runs (p99): fewer than 2 were in flight "
                    + "(mean 1.9); lower the concurrency"
            ),
        ]
    )
    func summaryLine(told: Told) {
        let suite = Self.suite(concurrency: 2, told.conditions)
        let lines = SuiteReport(suite, SuiteSummary(runs: Self.runs(pause: told.pause))).lines
        let client = lines.filter { $0.hasPrefix("  client") }
        #expect(client == (told.words.map { ["  client     " + $0] } ?? []))
    }

    @Test func everythingThatWasSeen() {
        var coalesced = Fixture.success(1)
        coalesced.timeline = Timeline(arrivals: (0..<64).map { 1000 * Int64($0 / 2) })
        let report = InstrumentReport(
            Self.suite(Self.quiet, isCalibrated: true),
            SuiteSummary(runs: [coalesced])
        )
        #expect(
            report.lines == [
                "  loop lag   p99 0.05 ms, at most 0.31 ms",
                "  stamps     99.6% by the kernel on arrival, the others when read",
                "  cpu        0.42 of 2 cores",
                "  chunks     50.0% of the chunks shared a read with another",
                "  accuracy   ± 0.40 ms on ttft at 10 in flight (calibrated 2026-11-23)",
            ]
        )
    }

    @Test(arguments: [
        (1, "by the kernel on arrival, so no lag is in the times"),
        (0, "when read, so the lag is in the times"),
    ])
    func whoStamped(share: Double, words: String) {
        let report = InstrumentReport(
            Self.suite(Conditions(stampedOnArrival: share)),
            SuiteSummary(runs: [])
        )
        #expect(report.facts.first { $0.label == "stamps" }?.words == words)
    }

    @Test func nothingWasSeen() {
        let report = InstrumentReport(Self.suite(nil), SuiteSummary(runs: Self.runs()))
        #expect(
            report.lines == [
                "  loop lag   not observed",
                "  accuracy   not calibrated: 'calibrate' measures what this machine adds to later suites",
            ]
        )
    }

    @Test func aLoadBeyondTheCalibratedOnesIsSaid() {
        let report = InstrumentReport(
            Self.suite(
                concurrency: 1000,
                Conditions(loopLagP99: 0, cpu: 1),
                isCalibrated: true
            ),
            SuiteSummary(runs: [])
        )
        #expect(
            report.lines == [
                "  loop lag   p99 0.00 ms", "  cpu        1.00",
                "  accuracy   ± 0.40 ms on ttft at 10 in flight, the most that was tried "
                    + "(calibrated 2026-11-23)",
            ]
        )
    }

    @Test func theInstrumentInJSON() {
        let text = SuiteDetail(Self.suite(Self.quiet), SuiteSummary(runs: Self.runs(pause: 3)))
            .json.text
        for member in [
            #""loop_lag_p99_ms":0.05"#, #""loop_lag_max_ms":0.312"#,
            #""stamped_on_arrival_share":0.996"#, #""cpu_cores":0.418"#,
            #""machine_cores":2"#, #""coalesced_share":0"#,
        ] {
            #expect(text.contains(member), "\(member)")
        }
        #expect(text.contains(#""lane_pause_p99_ms":3"#))
        let bare = SuiteDetail(Self.suite(nil), SuiteSummary(runs: [])).json.text
        for key in [
            "loop_lag_p99_ms", "loop_lag_max_ms", "stamped_on_arrival_share", "cpu_cores",
            "machine_cores", "coalesced_share",
            "lane_pause_p99_ms",
        ] {
            #expect(bare.contains("\"\(key)\":null"), "\(key)")
        }
    }
}

/// How well the middle of a suite's ttft is known.
@Suite struct MedianIntervalLineTests {
    private func line(_ count: Int, width: Int? = nil) -> String? {
        let runs = (1...count).map { Fixture.success($0, ttft: 50 + Double($0)) }
        return SuiteReport(
            Fixture.suite(requests: count),
            SuiteSummary(runs: runs),
            width: width
        ).lines.first { $0.contains("95% confidence") }
    }

    @Test func sixSamplesAreNeeded() {
        #expect(line(5) == nil)
        #expect(line(6) == "        p50 53.5 [51.0, 56.0] ms, 95% confidence")
        #expect(line(60) == "        p50 80.5 [72.0, 89.0] ms, 95% confidence")
    }

    @Test func aNarrowWindowGoesWithoutIt() {
        #expect(line(6, width: 80) != nil)
        #expect(line(6, width: 48) != nil)
        #expect(line(6, width: 47) == nil)
    }
}
