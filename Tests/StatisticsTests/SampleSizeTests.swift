import Statistics
import Testing

@Suite struct SampleSizeTests {
    // python3: next(n for n in range(1, 99) if 2 / math.comb(2 * n, n) <= significance)
    @Test(arguments: [(0.2, 3), (0.1, 3), (0.05, 4), (0.05 / 3, 5), (0.01, 5), (0.001, 7)])
    func theFewestAreThoseThatCanReachIt(significance: Double, fewest: Int) throws {
        #expect(samplesNeeded(significance: significance) == fewest)
        let apart = (0..<fewest).map(Double.init)
        let test = try #require(mannWhitney(apart, apart.map { $0 + 1_000 }))
        #expect(test.p <= significance)
        #expect(agrees(smallestP(fewest, fewest), test.p))
    }

    @Test func unreachableSignificanceNeedsNoNumber() {
        #expect(samplesNeeded(significance: 0) == nil)
        #expect(samplesNeeded(significance: 1) == nil)
        #expect(samplesNeeded(significance: .nan) == nil)
        #expect(samplesNeeded(significance: .leastNonzeroMagnitude) != nil)
        #expect(smallestP(0, 9) == 1)
        #expect(smallestP(1, 1) == 1)
        #expect(smallestP(100_000, 100_000) == 0)
    }

    // python3: z = scipy.stats.norm.ppf
    // math.ceil((z(1 - significance/2) + z(power))**2 / (6 * (superiority - .5)**2))
    @Test(arguments: [
        (1.0, 0.05, 0.8, 6), (1.0, 0.01, 0.9, 10), (0.8, 0.05, 0.8, 15), (0.8, 0.01, 0.9, 28),
        (0.7, 0.05, 0.8, 33), (0.6, 0.05, 0.8, 131), (0.4, 0.01, 0.9, 248), (0.55, 0.05, 0.8, 524),
    ])
    func theEstimateIsNoethers(
        superiority: Double,
        significance: Double,
        power: Double,
        n: Int
    )
        throws
    {
        let above = Int((superiority * 20).rounded())
        let b = [Double](repeating: 1, count: above) + [Double](repeating: -1, count: 20 - above)
        let test = try #require(mannWhitney([0], b))
        #expect(test.samplesNeeded(significance: significance, power: power) == n)
        #expect(test.samplesNeeded(significance: significance, power: power, limit: n) == n)
        #expect(test.samplesNeeded(significance: significance, power: power, limit: n - 1) == nil)
    }

    @Test func noDifferenceIsNeverSeen() throws {
        let test = try #require(mannWhitney([1, 2], [1, 2]))
        #expect(test.samplesNeeded() == nil)
        #expect(test.samplesNeeded(limit: .max) == nil)
        let apart = try #require(mannWhitney([1, 2], [3, 4]))
        #expect(apart.samplesNeeded(power: 1) == nil)
        #expect(apart.samplesNeeded(significance: 0) == nil)
        #expect(apart.samplesNeeded(power: 1e-9) == 4)
    }
}
