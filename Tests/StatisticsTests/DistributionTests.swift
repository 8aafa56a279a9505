import Statistics
import Testing

@Suite struct DistributionTests {
    // x = [3.1, 0.2, 9.75, 4.4, 4.4, -1.5, 7.25, 0.1, 12.5, 5.5]
    // python3: np.quantile(x, q); np.mean(x); np.std(x, ddof=1)
    static let samples = [3.1, 0.2, 9.75, 4.4, 4.4, -1.5, 7.25, 0.1, 12.5, 5.5]
    let distribution = Distribution(samples)

    @Test(
        arguments: [
            (0, -1.5), (0.05, -0.78), (0.25, 0.925), (1.0 / 3, 3.1), (0.5, 4.4), (0.9, 10.025),
            (0.95, 11.2625), (0.99, 12.2525), (1, 12.5),
        ] as [(Double, Double)]
    )
    func percentilesAreThoseOfNumpy(q: Double, expected: Double) {
        #expect(agrees(distribution.percentile(q), expected))
        #expect(agrees(percentile(q, ofSorted: Self.samples.sorted()), expected))
    }

    @Test func figuresAreThoseOfNumpy() {
        #expect(distribution.count == 10)
        #expect(distribution.min == -1.5)
        #expect(distribution.max == 12.5)
        #expect(distribution.median == 4.4)
        #expect(agrees(distribution.mean, 4.57))
        #expect(agrees(distribution.standardDeviation, 4.420985309985898))
    }

    @Test(arguments: [-0.01, 1.01, 50, .nan, .infinity])
    func aShareOutsideZeroToOneHasNoPercentile(q: Double) {
        #expect(distribution.percentile(q) == nil)
    }

    @Test func noSamplesDefineNothing() {
        let empty = Distribution([])
        #expect(empty.count == 0)
        #expect(empty.min == nil && empty.max == nil && empty.median == nil)
        #expect(empty.mean == nil && empty.standardDeviation == nil)
        #expect(empty.percentile(0.5) == nil)
        #expect(empty.medianInterval() == nil)
        #expect(empty.histogram(bins: 4) == nil && empty.histogram(atMost: 4) == nil)
        #expect(empty.roundedHistogram(atMost: 4) == nil)
        #expect(!empty.resolves(0.5))
    }

    @Test func oneSampleHasNoSpread() {
        let one = Distribution([7])
        #expect(one.mean == 7 && one.median == 7 && one.percentile(0.99) == 7)
        #expect(one.standardDeviation == nil)
    }

    @Test func twoSamplesHaveSpread() {
        let two = Distribution([3, 1])
        #expect(two.median == 2 && two.percentile(0.25) == 1.5)
        #expect(agrees(two.standardDeviation, 2.0.squareRoot()))
    }

    @Test(arguments: [3, 10, 1_000])
    func equalSamplesHaveThatMeanExactly(count: Int) {
        let equal = Distribution(repeatElement(0.1, count: count))
        #expect(equal.mean == 0.1)
        #expect(equal.standardDeviation == 0)
        #expect(equal.percentile(0.37) == 0.1)
    }

    @Test func whatIsNotFiniteIsDroppedAndCounted() {
        let mixed = Distribution([2, .nan, 1, .infinity, 3, -.infinity])
        #expect(mixed.sorted == [1, 2, 3])
        #expect(mixed.mean == 2)
        #expect(Distribution([.nan]).mean == nil)
    }

    @Test func whatOverflowsIsNil() {
        let huge = Distribution([-1.7e308, 1.7e308])
        #expect(huge.percentile(0.25) == nil)
        #expect(huge.standardDeviation == nil)
        #expect(Distribution([1.7e308, 1.7e308]).mean == nil)
        #expect(huge.histogram(bins: 3) == nil && huge.roundedHistogram(atMost: 3) == nil)
    }

    @Test(arguments: [(0.5, 2), (0.95, 20), (0.99, 100), (0.999, 1_000), (0.05, 20)])
    func aPercentileNeedsOneSampleBeyondIt(q: Double, fewest: Int) {
        #expect(Distribution(repeatElement(1, count: fewest)).resolves(q))
        #expect(!Distribution(repeatElement(1, count: fewest - 1)).resolves(q))
    }

    @Test func percentilesRiseWithTheirShare() {
        var random = SplitMix(state: 1)
        let latencies = Distribution(random.latencies(57))
        let values = (0...1_000).compactMap { latencies.percentile(Double($0) / 1_000) }
        #expect(values.count == 1_001)
        #expect(zip(values, values.dropFirst()).allSatisfy(<=))
    }

    @Test func figuresFollowShiftAndScaleAndIgnoreOrder() {
        var random = SplitMix(state: 2)
        let samples = random.latencies(40)
        let plain = Distribution(samples)
        let moved = Distribution(samples.map { 3 * $0 + 11 })
        #expect(agrees(moved.mean, plain.mean.map { 3 * $0 + 11 }))
        #expect(agrees(moved.percentile(0.9), plain.percentile(0.9).map { 3 * $0 + 11 }))
        #expect(agrees(moved.standardDeviation, plain.standardDeviation.map { 3 * $0 }))
        #expect(Distribution(samples.shuffled(using: &random)) == plain)
    }
}
