/// Estimates by how much the values of `b` exceed those of `a`: the median of all b − a.
///
/// The interval is that of the Mann-Whitney test: without ties it leaves out 0 exactly when the
/// test's p is at most 1 − confidence; with ties it is somewhat wide. It is nil when the samples
/// are too few (4 against 4 suffice for 0.95). NaN and infinities are left out. Nil when a sample
/// is empty. Memory does not grow with the number of pairs, so samples may be large.
package func hodgesLehmann(
    _ a: [Double],
    _ b: [Double],
    confidence: Double = 0.95
) -> Estimate? {
    let (a, b) = (a.finiteSorted, b.finiteSorted)
    guard let differences = PairwiseDifferences(sorted: a, b),
        let null = UDistribution(a.count, b.count),
        let value = differences.median.finite
    else { return nil }
    return Estimate(value: value, interval: interval(of: differences, null, confidence))
}

private func interval(
    of differences: PairwiseDifferences,
    _ null: UDistribution,
    _ confidence: Double
) -> Interval? {
    guard confidence > 0, confidence < 1,
        let critical = null.criticalValue(significance: 1 - confidence),
        let lower = differences.ranked(critical).finite,
        let upper = differences.ranked(differences.count - 1 - critical).finite
    else { return nil }
    return Interval(lower: lower, upper: upper, coverage: 1 - null.twoSidedP(Double(critical)))
}
