import Statistics
import Testing

@Suite struct DifferenceTests {
    let baseline = [120.0, 131, 118, 140, 125, 133, 127, 122]

    @Test func aScaledSampleHasThatRatio() throws {
        let difference = try #require(Difference(from: baseline, to: baseline.map { $0 * 2 }))
        let ratio = try #require(difference.ratio)
        #expect(agrees(ratio.value, 2))
        #expect(try #require(ratio.interval).contains(2))
        #expect(try #require(difference.shift.interval).lower > 0)
        #expect(agrees(difference.p, 2.0 / 12_870))
        #expect(difference.test.superiority == 1)
    }

    @Test func aShiftedSampleHasThatShift() throws {
        let difference = try #require(Difference(from: baseline, to: baseline.map { $0 - 30 }))
        #expect(difference.shift.value == -30)
        #expect(difference.shift.interval?.contains(-30) == true)
    }

    @Test func theOtherWayRoundTheSignTurns() throws {
        var random = SplitMix(state: 7)
        let candidate = random.latencies(11)
        let there = try #require(Difference(from: baseline, to: candidate))
        let back = try #require(Difference(from: candidate, to: baseline))
        #expect(agrees(back.shift.value, -there.shift.value))
        #expect(agrees(back.ratio?.value, there.ratio.map { 1 / $0.value }))
        #expect(agrees(back.shift.interval?.lower, there.shift.interval.map { -$0.upper }))
        #expect(agrees(back.ratio?.interval?.upper, there.ratio?.interval.map { 1 / $0.lower }))
        #expect(back.p == there.p)
    }

    @Test func theUnitChangesTheShiftAlone() throws {
        var random = SplitMix(state: 8)
        let candidate = random.latencies(9)
        let millis = try #require(Difference(from: baseline, to: candidate))
        let micros = try #require(
            Difference(from: baseline.map { $0 * 1_000 }, to: candidate.map { $0 * 1_000 })
        )
        #expect(agrees(micros.shift.value, millis.shift.value * 1_000))
        #expect(agrees(micros.ratio?.value, millis.ratio?.value))
        #expect(micros.test == millis.test)
    }

    @Test func aRatioNeedsSamplesAboveZero() throws {
        #expect(try #require(Difference(from: baseline, to: [0, 100])).ratio == nil)
        #expect(try #require(Difference(from: [-1, 100], to: baseline)).ratio == nil)
        #expect(Difference(from: [1e-300], to: [1e300])?.ratio == nil)
        #expect(Difference(from: [], to: baseline) == nil)
        #expect(Difference(from: baseline, to: [.infinity]) == nil)
    }
}
