import Statistics
import Testing

@Suite struct HodgesLehmannTests {
    // d = np.sort(np.subtract.outer(b, a).ravel()); np.median(d); (d[u], d[-1 - u]), where u is the
    // largest with 2 P(U <= u) <= .05 by scipy.stats._mannwhitneyu._MWU(n, m).cdf, beyond 28 against
    // 28 by 2 * scipy.stats.norm.sf((n*m/2 - u - .5) / math.sqrt(n*m*(n + m + 1) / 12))
    @Test(arguments: [
        ("four apart from four", 4, 1, 7, 0.9714285714285714),
        ("ages, scipy's example", -7, -17, 1, 0.9682539682539683),
        ("Hollander and Wolfe, R's example", -0.305, -0.76, 0.15, 0.9600399600399601),
        ("two and nine", -8.5, -29, 30, 0.9636363636363636),
        ("ties", 2, 0, 5, 0.9599067599067599),
        (
            "twenty and twenty", 0.37, -0.2890040104799061, 1.0290040104799063, 0.9509096748106276
        ),
        (
            "too many to count", 0.8667255024858562, 0.20776453189982114, 1.4902482597868971,
            0.9500018995160686
        ),
    ])
    func figuresAreThoseOfAllDifferences(
        name: String,
        shift: Double,
        lower: Double,
        upper: Double,
        coverage: Double
    ) throws {
        let pair = try #require(RankTestTests.pairs.first { $0.testDescription == name })
        let estimate = try #require(hodgesLehmann(pair.a, pair.b))
        #expect(agrees(estimate.value, shift))
        #expect(agrees(estimate.interval?.lower, lower))
        #expect(agrees(estimate.interval?.upper, upper))
        #expect(agrees(estimate.interval?.coverage, coverage))
    }

    @Test(arguments: 1...60)
    func theEstimateIsTheMedianOfAllDifferences(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        let step = seed.isMultiple(of: 3) ? 50.0 : nil
        let a = random.latencies(seed, step: step)
        let b = random.latencies(61 - seed, step: step).map { $0 - 150 }
        let all = Distribution(a.flatMap { a in b.map { $0 - a } })
        #expect(hodgesLehmann(a, b)?.value == all.median)
    }

    @Test(arguments: 1...60)
    func withoutTiesTheIntervalLeavesOutZeroWhenTheTestRejects(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        let a = random.latencies(3 + seed)
        let b = random.latencies(40 - seed / 2).map { $0 + Double(seed) * 2 }
        let test = try #require(mannWhitney(a, b))
        let interval = hodgesLehmann(a, b)?.interval
        #expect(interval.map { !$0.contains(0) } ?? false == (test.p <= 1 - 0.95))
    }

    @Test func theIntervalHoldsTheTrueShiftAsOftenAsItSays() throws {
        var random = SplitMix(state: 5)
        let held = try (0..<1_000).count { _ in
            let (a, b) = (random.latencies(10), random.latencies(14).map { $0 + 70 })
            let estimate = try #require(hodgesLehmann(a, b))
            return try #require(estimate.interval).contains(70)
        }
        // The deviation of 1,000 trials is 0.007.
        #expect((0.93...0.98).contains(Double(held) / 1_000))
    }

    @Test func tooFewSamplesHaveNoInterval() throws {
        let few = try #require(hodgesLehmann([1, 2, 3], [11, 12, 13]))
        #expect(few.value == 10)
        #expect(few.interval == nil)
        #expect(hodgesLehmann([], [1]) == nil)
        #expect(hodgesLehmann([1], [.nan]) == nil)
        #expect(try #require(hodgesLehmann([1], [4])).value == 3)
    }

    @Test(arguments: [0, 1, 2, -1, .nan])
    func confidenceLiesBetweenZeroAndOne(confidence: Double) throws {
        let a = (0..<20).map(Double.init)
        #expect(try #require(hodgesLehmann(a, a, confidence: confidence)).interval == nil)
    }

    @Test func equalSamplesDoNotDiffer() throws {
        let constant = [Double](repeating: 5, count: 8)
        let estimate = try #require(hodgesLehmann(constant, constant))
        #expect(estimate.value == 0)
        #expect(estimate.interval?.lower == 0 && estimate.interval?.upper == 0)
    }

    @Test func manyPairsNeedNoMemory() throws {
        var random = SplitMix(state: 6)
        let a = random.latencies(20_000)
        let estimate = try #require(hodgesLehmann(a, a.map { $0 + 0.5 }))
        #expect(abs(estimate.value - 0.5) < 1)
        #expect(try #require(estimate.interval).contains(estimate.value))
    }

    @Test func extremeSamplesDoNotTrap() {
        #expect(hodgesLehmann([-1.7e308], [1.7e308]) == nil)
        #expect(hodgesLehmann([0.0], [-0.0])?.value == 0)
        #expect(hodgesLehmann([0], [.leastNonzeroMagnitude])?.value == .leastNonzeroMagnitude)
    }
}
