extension Distribution {
    /// A confidence interval for the median that supposes nothing about the distribution's shape.
    ///
    /// It runs from the k-th smallest to the k-th largest sample. Its coverage is exact: the number
    /// of samples below the true median is binomial with p = ½ (for samples that may be equal, the
    /// coverage is at least that). Nil when even the extremes do not reach the confidence, below
    /// 6 samples for 0.95, and for a confidence outside 0 < c < 1.
    package func medianInterval(confidence: Double = 0.95) -> Interval? {
        guard confidence > 0, confidence < 1 else { return nil }
        let weights = Self.binomialWeights(count)
        let total = 2 * weights.reduce(0, +)
        var mass = 0.0
        for (offset, weight) in weights.enumerated() {
            let rank = count / 2 - offset
            mass += 2 * weight
            guard rank > 0, mass / total >= confidence else { continue }
            return Interval(
                lower: sorted[rank - 1],
                upper: sorted[count - rank],
                coverage: mass / total
            )
        }
        return nil
    }

    /// Weights of the outcomes ⌊n / 2⌋ and fewer, whose mirror images are the other outcomes.
    ///
    /// In proportion to the likeliest, since 2⁻ⁿ underflows from 1075 samples on; they end where
    /// they vanish.
    private static func binomialWeights(_ n: Int) -> [Double] {
        var weights: [Double] = []
        var outcome = n / 2
        var weight = 1.0
        while weight > 0 {
            // The outcome in the very middle is its own mirror image.
            weights.append(2 * outcome == n ? weight / 2 : weight)
            weight *= Double(outcome) / Double(n - outcome + 1)
            outcome -= 1
        }
        return weights
    }
}
