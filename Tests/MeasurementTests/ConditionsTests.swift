import Measurement
import Testing

@Suite struct ConditionsTests {
    @Test(
        "Chunks that came with an earlier one in the same read",
        arguments: [
            ([[Int64]](), nil), ([[]], nil), ([[5]], 0.0), ([[1, 2, 3, 4]], 0),
            ([[1, 1, 2, 2]], 0.5),
            ([[7, 7, 7, 7]], 0.75), ([[1, 2], [3, 3]], 0.25),
        ]
    )
    func coalescedShare(arrivals: [[Int64]], share: Double?) {
        let runs = arrivals.enumerated().map { Run.sample($0 + 1, arrivals: $1) }
        #expect(SuiteSummary(runs: runs).coalescedShare == share)
    }

    @Test func failedRunsSayNothingOfReads() {
        let failed = Run.sample(2, arrivals: [1, 1], outcome: .error(Failure(.stream, "cut")))
        let summary = SuiteSummary(runs: [.sample(1, arrivals: [1, 2]), failed])
        #expect(summary.coalescedShare == 0)
    }

    @Test func aLaneIsIdleFromTheEndOfARunToTheStartOfItsNext() {
        let runs: [Run] = [
            .sample(1, lane: 0, start: 0), .sample(2, lane: 1, start: 0, latency: 50),
            .sample(4, lane: 0, start: 103), .sample(3, lane: 1, start: 57.5),
            .sample(5, lane: 0, start: 203), .sample(6, lane: 2, start: 500),
        ]
        #expect(SuiteSummary(runs: runs).lanePauses.sorted() == [0, 3, 7.5])
        #expect(SuiteSummary(runs: [runs[0]]).lanePauses.isEmpty)
    }

    @Test func openingAConnectionIsNotIdleness() {
        let phases = Phases(connection: .cold, dns: 1, connect: 20, tls: 30)
        let runs: [Run] = [
            .sample(1, start: 51, phases: phases), .sample(2, start: 204, phases: phases),
        ]
        #expect(SuiteSummary(runs: runs).lanePauses == [2])
    }
}
