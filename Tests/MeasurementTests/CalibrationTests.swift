import FoundationEssentials
import Measurement
import Testing

@Suite struct CalibrationTests {
    private let date = Date(timeIntervalSince1970: 1_795_463_160)
    private let truth = Calibration.Truth(ttft: 50, gap: 10, lateness: 0.5)

    /// A run whose chunks come so many milliseconds after the first token.
    private func run(_ number: Int, ttft: Double, gaps: [Double]) -> Run {
        var arrival = Int64(ttft * 1000)
        let arrivals =
            [arrival]
            + gaps.map { gap in
                arrival += Int64(gap * 1000)
                return arrival
            }
        return .sample(number, ttft: ttft, arrivals: arrivals)
    }

    @Test func whatIsAddedIsReportedLessTheTruthAndTheServersLateness() throws {
        let runs = [
            run(1, ttft: 51, gaps: [10, 10.5]), run(2, ttft: 53, gaps: [11]),
            .sample(3, ttft: 900, outcome: .cancelled),
        ]
        let calibration = try #require(
            Calibration(
                of: SuiteSummary(runs: runs),
                against: truth,
                concurrency: 2,
                conditions: Conditions(loopLagP99: 0.25, cpu: 0.1, cores: 4),
                at: date
            )
        )
        #expect(calibration.createdAt == date)
        #expect(calibration.concurrency == 2)
        #expect(calibration.requests == 2)
        #expect(calibration.ttftAddedMean == 1.5)
        #expect(abs(calibration.ttftAddedP99 - 2.48) < 1e-9)
        #expect(abs(calibration.gapAddedP99 - 0.99) < 1e-9)
        #expect(calibration.loopLagP99 == 0.25)
        #expect(calibration.cores == 4)
        #expect(calibration.version == nil)
    }

    @Test func withoutAGapThereIsNone() {
        for runs in [[], [run(1, ttft: 51, gaps: [])]] {
            let calibration = Calibration(
                of: SuiteSummary(runs: runs),
                against: truth,
                concurrency: 1,
                conditions: Conditions(),
                at: date
            )
            #expect(calibration == nil)
        }
    }

    @Test(arguments: [(0.25, 0.75, 0.75), (-2, 0.5, 2), (-2, -3, 3), (0, 0, 0)])
    func theUncertaintyIsTheLargerOfMeanAndTail(mean: Double, p99: Double, uncertainty: Double) {
        let calibration = Calibration(
            createdAt: date,
            concurrency: 1,
            requests: 1,
            ttftAddedMean: mean,
            ttftAddedP99: p99,
            gapAddedP99: 0
        )
        #expect(calibration.ttftUncertainty == uncertainty)
    }
}
