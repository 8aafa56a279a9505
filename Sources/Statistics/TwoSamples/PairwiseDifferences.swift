/// All differences b − a between two ascending samples, ranked without being stored.
struct PairwiseDifferences {
    private let a: [Double]
    private let b: [Double]
    private let lowest: Double
    private let highest: Double
    let count: Int

    /// Nil when a sample is empty.
    init?(sorted a: [Double], _ b: [Double]) {
        let (count, overflow) = a.count.multipliedReportingOverflow(by: b.count)
        guard !overflow, let a0 = a.first, let a1 = a.last, let b0 = b.first, let b1 = b.last else {
            return nil
        }
        self.a = a
        self.b = b
        self.count = count
        (lowest, highest) = (b0 - a1, b1 - a0)
    }

    /// The middle difference, or the mean of the middle two.
    var median: Double {
        let lower = ranked((count - 1) / 2)
        return count.isMultiple(of: 2) ? lower / 2 + ranked(count / 2) / 2 : lower
    }

    /// The difference of a rank, from 0 for the smallest; a rank out of range gives an extreme.
    ///
    /// Halves the range of representable values: at most 64 counts of n + m steps, exact, however
    /// many pairs there are.
    func ranked(_ rank: Int) -> Double {
        var (low, high) = (lowest.orderedBits, highest.orderedBits)
        while low < high {
            let middle = (low >> 1) + (high >> 1) + (low & high & 1)
            if exceeds(rank, upTo: Double(orderedBits: middle)) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return Double(orderedBits: low)
    }

    /// Whether more than `rank` differences are at most `value`.
    private func exceeds(_ rank: Int, upTo value: Double) -> Bool {
        var (found, i) = (0, 0)
        for upper in b {
            while i < a.count, upper - a[i] > value { i += 1 }
            found += a.count - i
            if found > rank { return true }
        }
        return false
    }
}

extension Double {
    /// Whole numbers in the same order as the doubles, neighbours for neighbours.
    fileprivate var orderedBits: Int64 {
        let bits = Int64(bitPattern: bitPattern)
        return bits < 0 ? Int64.min &- bits : bits
    }

    fileprivate init(orderedBits: Int64) {
        let bits = orderedBits < 0 ? Int64.min &- orderedBits : orderedBits
        self.init(bitPattern: UInt64(bitPattern: bits))
    }
}
