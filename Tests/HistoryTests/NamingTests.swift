import FoundationEssentials
import Measurement
import Statistics
import Testing

@testable import History

@Suite struct NamingTests {
    let scratch: Scratch
    let history: History

    init() throws {
        scratch = try Scratch()
        history = try History(path: scratch.path)
        for (index, name) in ["base", nil, "base"].enumerated() {
            let suite = try history.begin(
                .sample(
                    "\(index)",
                    name: name,
                    createdAt: Date(timeIntervalSince1970: Double(1000 + index))
                )
            )
            try history.record([.full(1), .failed(2)], of: suite)
            try history.finish(suite, summary: SuiteSummary(runs: []))
        }
    }

    @Test func theSuiteNamedLastIsMeant() throws {
        #expect(try history.suite(.name("base")).number == 3)
        try history.name(.number(1), "base", at: Date(timeIntervalSince1970: 2000))
        #expect(try history.suite(.name("base")).number == 1)
        try history.name(.number(2), "base", at: Date(timeIntervalSince1970: 3000))
        #expect(try history.suite(.name("base")).number == 2)
        // The others keep theirs, so that a series can still be found.
        #expect(try history.suites(SuiteFilter(name: "base")).map(\.suite.number) == [3, 2, 1])
    }

    @Test func aNoteReplacesTheOneBefore() throws {
        try history.note(.number(2), "slow 'gateway'")
        #expect(try history.suite(.number(2)).note == "slow 'gateway'")
        try history.note(.number(2), "")
        #expect(try history.suite(.number(2)).note == nil)
        #expect(throws: HistoryError.self) { try history.note(.number(9), "x") }
        #expect(throws: HistoryError.self) { try history.name(.number(9), "x", at: Date()) }
    }

    @Test func aVacuumGivesBackWhatWasDeleted() throws {
        let suite = try history.begin(.sample("wide"))
        let text = String(repeating: "words ", count: 2000)
        try history.record(
            (1...100).map { number in
                var run = Run.full(number)
                run.response = text
                return run
            },
            of: suite
        )
        try history.delete([.last])
        let (before, after) = try history.vacuum()
        #expect(before - after > 1_000_000)
        #expect(try scratch.bytes(of: scratch.path).count == after)
        #expect(try history.suites().count == 3)
    }

    @Test func aTrendHasAPointForEachPeriod() throws {
        let suites = try history.trend(of: .ttft, by: .suite)
        // The failed runs are of another model of the provider.
        #expect(suites.map(\.target.model) == ["m", "m", "m", "org/m-1", "org/m-1", "org/m-1"])
        #expect(suites.map(\.period) == ["1", "2", "3", "1", "2", "3"])
        #expect(suites.map(\.errors) == [1, 1, 1, 0, 0, 0])
        let days = try history.trend(of: .ttft, provider: "lab", model: "org/m-1", by: .day)
        #expect(days.map(\.period) == ["2026-11-23"])
        #expect(days.map(\.distribution.sorted) == [[120.125, 120.125, 120.125]])
        let hours = try history.trend(of: .latency, model: "org/m-1", by: .hour)
        #expect(hours.map(\.period) == ["19"])
        let future = Date(timeIntervalSince1970: 2_000_000_000)
        #expect(try history.trend(of: .ttft, since: future, by: .day).isEmpty)
        #expect(try history.trend(of: .gap, by: .day).isEmpty)
    }
}
