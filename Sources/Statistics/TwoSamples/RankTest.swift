/// The outcome of a two-sided Mann-Whitney test of whether two samples tend to differ.
package struct RankTest: Sendable, Equatable {
    /// Pairs whose value of the first sample is the greater; equal values count as half a pair.
    package let u: Double

    /// The probability of a U this far from the middle if both samples had the same source.
    package let p: Double

    /// The size of the first sample, finite values only.
    package let n: Int

    /// The size of the second sample, finite values only.
    package let m: Int

    /// The chance that a value of the second sample exceeds one of the first, ties as half: ½ is
    /// no difference, 0 and 1 are complete separation.
    package var superiority: Double {
        1 - u / (Double(n) * Double(m))
    }
}

/// Tests whether two independent samples differ, supposing nothing about their shape.
///
/// Exact without ties for small samples (28 against 28, 8 against 300), otherwise the normal
/// approximation, as scipy's `method="exact"` and `"asymptotic"`. NaN and infinities are left out.
/// Nil when a sample is empty.
package func mannWhitney(_ a: [Double], _ b: [Double]) -> RankTest? {
    let (a, b) = (a.finiteSorted, b.finiteSorted)
    var (i, j) = (0, 0)
    var (u, tieTerm) = (0.0, 0.0)
    while i < a.count || j < b.count {
        let value = min(i < a.count ? a[i] : .infinity, j < b.count ? b[j] : .infinity)
        let (below, start) = (j, i)
        while i < a.count, a[i] == value { i += 1 }
        while j < b.count, b[j] == value { j += 1 }
        u += Double(i - start) * (Double(below) + Double(j - below) / 2)
        let equal = Double(i - start + j - below)
        tieTerm += equal * equal * equal - equal
    }
    guard let null = UDistribution(a.count, b.count, tieTerm: tieTerm) else { return nil }
    return RankTest(
        u: u,
        p: null.twoSidedP(u),
        n: a.count,
        m: b.count
    )
}
