import Glibc

/// Counts of samples in adjoining bins.
package struct Histogram: Sendable, Equatable {
    /// The bounds of the bins, ascending: one more than there are bins.
    ///
    /// A bin holds its lower bound and not its upper, save the last, which holds both.
    package let edges: [Double]

    /// The number of samples in each bin; their sum is the number of samples.
    package let counts: [Int]

    /// Bins over all samples; `edges` must be ascending and enclose them.
    fileprivate init(_ sorted: [Double], edges: [Double]) {
        var passed = 0
        var counts: [Int] = []
        for upper in edges.dropFirst().dropLast() {
            let before = passed
            while passed < sorted.count, sorted[passed] < upper { passed += 1 }
            counts.append(passed - before)
        }
        self.edges = edges
        self.counts = counts + [sorted.count - passed]
    }
}

/// More bins than any picture shows; a bound on memory.
private let mostBins = 10_000

extension Distribution {
    /// The samples in each bin between the edges, which must be ascending and enclose them all.
    package func counts(between edges: [Double]) -> [Int] { Histogram(sorted, edges: edges).counts }

    /// A histogram of equal bins from the smallest to the largest sample.
    ///
    /// Equal samples give one bin without width. Nil without samples, or for `bins` outside
    /// 1...10,000.
    package func histogram(bins: Int) -> Histogram? {
        guard let min, let max, (1...mostBins).contains(bins), (max - min).isFinite else {
            return nil
        }
        guard max > min else { return Histogram(sorted, edges: [min, max]) }
        let inner = (1..<bins).map { min + (max - min) * (Double($0) / Double(bins)) }
        return Histogram(sorted, edges: [min] + inner + [max])
    }

    /// A histogram whose bins the samples choose, by the rule of Freedman and Diaconis.
    ///
    /// The width is 2 × IQR / ∛n, or Sturges' when the quartiles are equal; `limit` bounds the
    /// number of bins. Nil without samples, or when `limit` is below 1.
    package func histogram(atMost limit: Int) -> Histogram? {
        histogram(bins: Swift.min(naturalBins, limit))
    }

    /// A histogram with round edges, multiples of 1, 2 or 5 times a power of ten.
    ///
    /// The bins are the narrowest such ones that are no narrower than Freedman and Diaconis ask
    /// and no more than `limit`, which must be at least 2: nil otherwise, or without samples.
    package func roundedHistogram(atMost limit: Int) -> Histogram? {
        guard limit > 1, let min, let max, (max - min).isFinite else { return nil }
        guard max > min else { return Histogram(sorted, edges: [min, max]) }
        var step = RoundStep(atLeast: (max - min) / Double(Swift.min(naturalBins, limit)))
        // Rounding the ends outwards may take a bin more than there is room for.
        for _ in 0..<4 {
            if let edges = step.flatMap({ roundEdges($0, from: min, to: max) }),
                edges.count - 1 <= limit
            {
                return Histogram(sorted, edges: edges)
            }
            step = step?.next
        }
        // So close together, or so far from 0, that round edges cannot be told apart.
        return histogram(atMost: limit)
    }

    private var naturalBins: Int {
        guard let min, let max, let low = percentile(0.25), let high = percentile(0.75) else {
            return 1
        }
        let width = 2 * (high - low) / cbrt(Double(count))
        let bins = width > 0 ? (max - min) / width : log2(Double(count)) + 1
        // A far outlier can ask for more bins than an Int holds.
        return Int(Swift.min(Swift.max(1, bins.rounded(.up)), Double(mostBins)))
    }

    private func roundEdges(
        _ step: RoundStep,
        from low: Double,
        to high: Double
    ) -> [Double]? {
        let first = (low / step.multiple(1)).rounded(.down)
        let last = (high / step.multiple(1)).rounded(.up)
        guard first.isFinite, last > first, last - first <= Double(mostBins) else { return nil }
        let edges = (0...Int(last - first)).map { step.multiple(first + Double($0)) }
        guard let lowest = edges.first, let highest = edges.last, lowest <= low, high <= highest,
            zip(edges, edges.dropFirst()).allSatisfy(<)
        else { return nil }
        return edges
    }
}
