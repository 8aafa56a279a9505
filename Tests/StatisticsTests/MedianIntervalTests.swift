import Statistics
import Testing

@Suite struct MedianIntervalTests {
    // python3: the largest k with scipy.stats.binom.cdf(n-k, n, .5) - binom.cdf(k-1, n, .5) >= .95
    @Test(arguments: [
        (6, 1, 0.96875), (7, 1, 0.984375), (10, 2, 0.978515625), (11, 2, 0.98828125),
        (20, 6, 0.9586105346679688), (50, 18, 0.9671608624357315), (101, 41, 0.9539559330706573),
        (1_000, 469, 0.9537088026395018), (5_000, 2_431, 0.9506841418958285),
    ])
    func ranksAreThoseOfTheBinomial(n: Int, rank: Int, coverage: Double) throws {
        let ranks = Distribution((1...n).reversed().map(Double.init))
        let interval = try #require(ranks.medianInterval())
        #expect(interval.lower == Double(rank))
        #expect(interval.upper == Double(n + 1 - rank))
        #expect(agrees(interval.coverage, coverage))
    }

    @Test(arguments: [0, 1, 2, 5])
    func fewerThanSixSamplesDoNotReachIt(n: Int) {
        #expect(Distribution(repeatElement(1, count: n)).medianInterval() == nil)
    }

    @Test(arguments: [0, 1, -0.5, 1.5, .nan])
    func confidenceLiesBetweenZeroAndOne(confidence: Double) {
        #expect(
            Distribution(DistributionTests.samples).medianInterval(confidence: confidence) == nil
        )
    }

    @Test func lowConfidenceTakesTheMiddle() {
        let interval = Distribution([1, 2, 3]).medianInterval(confidence: 0.5)
        #expect(interval == Interval(lower: 1, upper: 3, coverage: 0.75))
        let even = Distribution([1, 2, 3, 4]).medianInterval(confidence: 0.3)
        #expect(even == Interval(lower: 2, upper: 3, coverage: 0.375))
    }

    @Test func itHoldsTheTrueMedianAsOftenAsItSays() throws {
        var random = SplitMix(state: 3)
        let trueMedian = 100 * 1.6 * 1.6
        let held = try (0..<2_000).count { _ in
            let interval = Distribution(random.latencies(12)).medianInterval()
            return try #require(interval).contains(trueMedian)
        }
        // Coverage for 12 samples is 0.961, and the deviation of 2,000 trials 0.004.
        #expect((0.945...0.98).contains(Double(held) / 2_000))
    }
}
