/// Adjusts the p-values of several comparisons made at once, by Holm's step-down method.
///
/// The results are in the order of the arguments and may be held against the same significance as
/// one p-value would be. A comparison without a p-value (nil or NaN) stays nil and is not counted.
package func holm(_ pValues: [Double?]) -> [Double?] {
    var adjusted = [Double?](repeating: nil, count: pValues.count)
    var floor = 0.0
    for step in steps(pValues) {
        floor = max(floor, min(1, Double(step.rest) * step.p))
        adjusted[step.index] = floor
    }
    return adjusted
}

/// The significance that each comparison's own p-value was held against by Holm's method.
///
/// One minus it is the confidence of an interval that leaves out 0 exactly where that method finds
/// a difference (Serlin, 1993: "Confidence intervals and the scientific method: a case for Holm on
/// the range"). The method stops at the first p-value that is too high: what is left shares its
/// level. Nil where there is no p-value.
package func holmLevels(_ pValues: [Double?], significance: Double = 0.05) -> [Double?] {
    var levels = [Double?](repeating: nil, count: pValues.count)
    var stop: Double?
    for step in steps(pValues) {
        let level = stop ?? significance / Double(step.rest)
        if step.p > level { stop = level }
        levels[step.index] = level
    }
    return levels
}

/// The p-values from the smallest on, each with how many are no smaller.
private func steps(_ pValues: [Double?]) -> [(index: Int, p: Double, rest: Int)] {
    let known = pValues.indices.compactMap { index in
        pValues[index].flatMap { $0.isNaN ? nil : (index: index, p: $0) }
    }
    return known.sorted { $0.p < $1.p }.enumerated().map { rank, entry in
        (entry.index, entry.p, known.count - rank)
    }
}
