import Testing

@testable import MockProvider

@Suite struct ScheduleTests {
    private func deadlines(_ behaviour: Behaviour, request: Int = 1) -> [Int64] {
        var schedule = TokenSchedule(behaviour, request: request)
        return (0..<50).map { _ in schedule.next() }
    }

    @Test func withoutJitterDeadlinesAreAnExactGrid() {
        let behaviour = Behaviour(ttft: .milliseconds(50), gap: .microseconds(10_500))
        #expect(deadlines(behaviour) == (0..<50).map { 50_000_000 + $0 * 10_500_000 })
    }

    @Test func jitterStaysInItsBoundsAndFillsThem() {
        let all = deadlines(Behaviour(gap: .milliseconds(10), jitter: 0.8))
        let gaps = zip(all.dropFirst(), all).map { $0 - $1 }
        #expect(gaps.allSatisfy { (2_000_000...18_000_000).contains($0) })
        #expect(gaps.contains { $0 < 6_000_000 } && gaps.contains { $0 > 14_000_000 })
    }

    @Test func deadlinesDependOnSeedAndRequestAlone() {
        let one = Behaviour(jitter: 1, seed: 1)
        let two = Behaviour(tokens: 9, jitter: 1, errorRate: 1, seed: 1)
        #expect(deadlines(one) == deadlines(two))
        #expect(deadlines(one) != deadlines(one, request: 2))
        #expect(deadlines(one) != deadlines(Behaviour(jitter: 1, seed: 2)))
    }

    @Test func endlessGapsDoNotOverflow() {
        let all = deadlines(Behaviour(ttft: .seconds(Int64.max), gap: .seconds(Int64.max)))
        #expect(all == all.sorted())
        #expect(all.allSatisfy { $0 <= Duration.longestNanoseconds })
    }
}
