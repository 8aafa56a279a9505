import Glibc
import Statistics
import Testing

@Suite struct HistogramTests {
    // h = np.array([math.log(1 + k) * 20 + 1.7 for k in range(60)] + [95.0, 143.3])
    // python3: np.histogram(h, bins='fd'); np.histogram(h, bins=7)
    let skewed = Distribution((0..<60).map { log(1 + Double($0)) * 20 + 1.7 } + [95, 143.3])

    @Test func binsAreThoseOfNumpy() throws {
        let natural = try #require(skewed.histogram(atMost: 50))
        #expect(natural.counts == [1, 1, 2, 3, 5, 8, 14, 23, 3, 1, 0, 0, 0, 1])
        #expect(natural.edges.first == 1.7 && natural.edges.last == 143.3)
        let seven = try #require(skewed.histogram(bins: 7))
        #expect(seven.counts == [2, 5, 13, 37, 4, 0, 1])
        #expect(agrees(seven.edges[3], 62.3857142857143))
    }

    @Test(arguments: [1, 2, 5, 13])
    func theLimitHolds(limit: Int) throws {
        #expect(try #require(skewed.histogram(atMost: limit)).counts.count == limit)
        let rounded = skewed.roundedHistogram(atMost: limit)
        #expect((rounded?.counts.count ?? 0) <= limit)
        #expect((rounded == nil) == (limit == 1))
    }

    @Test func roundEdgesAreRound() throws {
        #expect(
            skewed.roundedHistogram(atMost: 10)?.edges
                == [0, 20, 40, 60, 80, 100, 120, 140, 160]
        )
        let tenths = Distribution((31...69).map { Double($0) / 100 })
        #expect(
            try #require(tenths.roundedHistogram(atMost: 4)).edges == [0.3, 0.4, 0.5, 0.6, 0.7]
        )
        let signed = Distribution([-1_400, -200, 100, 900])
        #expect(
            try #require(signed.roundedHistogram(atMost: 3)).edges == [-2_000, -1_000, 0, 1_000]
        )
    }

    @Test func aSampleOnAnEdgeFallsAboveItSaveTheLast() {
        let grid = Distribution([0, 1, 1, 2, 3, 4])
        #expect(grid.histogram(bins: 4)?.counts == [1, 2, 1, 2])
    }

    @Test func equalSamplesShareOneBin() {
        let equal = Distribution([5, 5, 5])
        #expect(equal.histogram(bins: 9)?.edges == [5, 5])
        #expect(equal.histogram(bins: 9)?.counts == [3])
        #expect(equal.histogram(atMost: 9)?.counts == [3])
        #expect(equal.roundedHistogram(atMost: 9)?.counts == [3])
    }

    @Test func equalQuartilesStillGiveBins() throws {
        let outlier = Distribution(repeatElement(1, count: 15) + [2])
        // Sturges: log2(16) + 1.
        #expect(try #require(outlier.histogram(atMost: 40)).counts == [15, 0, 0, 0, 1])
    }

    @Test(arguments: [0, -3, 10_001, .max])
    func anUnusableNumberOfBinsGivesNone(bins: Int) {
        #expect(skewed.histogram(bins: bins) == nil)
    }

    @Test(
        arguments: [
            [0, .leastNonzeroMagnitude], [1e17, 1e17 + 16], [-1e300, 1e300],
            [.leastNonzeroMagnitude, 1.7e308], [1, 1.0.nextUp],
            [0, 1, 2, 3, 1e18], [-0.0, 0.0],
        ] as [[Double]]
    )
    func extremeSamplesAreCountedOnce(samples: [Double]) throws {
        let distribution = Distribution(samples)
        for histogram in [
            distribution.histogram(bins: 10), distribution.histogram(atMost: .max),
            distribution.roundedHistogram(atMost: .max), distribution.roundedHistogram(atMost: 2),
        ] {
            let histogram = try #require(histogram)
            #expect(histogram.counts.reduce(0, +) == samples.count)
            #expect(histogram.edges.count == histogram.counts.count + 1)
            #expect(zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy(<=))
        }
    }

    @Test(arguments: 1...40)
    func everySampleIsCountedOnceBetweenItsEdges(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        let samples = random.latencies(1 + seed * 7, step: seed.isMultiple(of: 2) ? 25 : nil)
        let distribution = Distribution(samples)
        let histograms = [
            distribution.histogram(bins: seed), distribution.histogram(atMost: 20),
            distribution.roundedHistogram(atMost: 20),
        ]
        for histogram in histograms {
            let histogram = try #require(histogram)
            let last = histogram.counts.count - 1
            for (bin, count) in histogram.counts.enumerated() {
                let (low, high) = (histogram.edges[bin], histogram.edges[bin + 1])
                let inside = samples.count { low <= $0 && ($0 < high || bin == last && $0 == high) }
                #expect(inside == count)
            }
            #expect(histogram.counts.reduce(0, +) == samples.count)
        }
    }
}
