/// The distribution of the Mann-Whitney U statistic when both samples come from the same source.
struct UDistribution {
    private let pairs: Int
    private let deviation: Double

    /// P(U ≤ u) for u in 0...pairs/2, or empty when the normal approximation stands in.
    private let cumulative: [Double]

    var isExact: Bool { !cumulative.isEmpty }

    /// For samples of `n` and `m` values; nil without samples.
    ///
    /// `tieTerm` is Σ t³ − t over groups of t equal values. The distribution is exact without ties
    /// as long as the arrangements can be counted in a Double, which includes 28 against 28.
    init?(_ n: Int, _ m: Int, tieTerm: Double = 0) {
        let (pairs, overflow) = n.multipliedReportingOverflow(by: m)
        guard n > 0, m > 0, !overflow else { return nil }
        let all = Double(n) + Double(m)
        let variance = Double(n) * Double(m) / 12 * (all + 1 - tieTerm / (all * (all - 1)))
        self.pairs = pairs
        deviation = max(0, variance).squareRoot()
        cumulative = tieTerm == 0 ? Self.exact(min(n, m), max(n, m)) : []
    }

    /// The probability of a U at least as far from the middle, on either side.
    ///
    /// The approximation corrects for continuity and ties; both forms agree with scipy's.
    func twoSidedP(_ u: Double) -> Double {
        let smaller = min(u, Double(pairs) - u)
        if isExact {
            let index = Int(smaller)
            return cumulative.indices.contains(index) ? min(1, 2 * cumulative[index]) : 1
        }
        guard deviation > 0 else { return 1 }
        let distance = Double(pairs) / 2 - smaller - 0.5
        return min(1, Normal.twoSidedTail(beyond: distance / deviation))
    }

    /// The largest U, from the lower side, whose two-sided p does not exceed the significance.
    func criticalValue(significance: Double) -> Int? {
        var (accepted, rejected) = (-1, pairs / 2 + 1)
        while rejected - accepted > 1 {
            let middle = accepted + (rejected - accepted) / 2
            if twoSidedP(Double(middle)) <= significance {
                accepted = middle
            } else {
                rejected = middle
            }
        }
        return accepted >= 0 ? accepted : nil
    }

    /// In how many orders two samples can be interleaved: (n + m)! / (n! m!), possibly infinite.
    static func arrangements(_ n: Int, _ m: Int) -> Double {
        let (fewer, more) = (min(n, m), max(n, m))
        var count = 1.0
        var i = 1
        while i <= fewer, count.isFinite {
            count *= (Double(more) + Double(i)) / Double(i)
            i += 1
        }
        return count
    }

    /// The coefficients of the Gaussian binomial (n + m over n) up to the middle, summed.
    ///
    /// The coefficient of x^u counts the arrangements whose U is u (Mann and Whitney, 1947).
    private static func exact(_ fewer: Int, _ more: Int) -> [Double] {
        let degree = fewer.multipliedReportingOverflow(by: more)
        let total = arrangements(fewer, more)
        // Below 2⁵³ every count is a whole number without rounding; the other bound is on memory.
        guard !degree.overflow, degree.partialValue <= 1_000_000, total < 0x1p53 else { return [] }
        let top = degree.partialValue / 2
        var counts = [Double](repeating: 0, count: top + 1)
        counts[0] = 1
        for i in 1...fewer {
            for u in stride(from: top, through: more + i, by: -1) {
                counts[u] -= counts[u - more - i]
            }
            for u in stride(from: i, through: top, by: 1) { counts[u] += counts[u - i] }
        }
        var sum = 0.0
        return counts.map { count in
            sum += count
            return sum / total
        }
    }
}
