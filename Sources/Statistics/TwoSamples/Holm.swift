/// Adjusts the p-values of several comparisons made at once, by Holm's step-down method.
///
/// The results are in the order of the arguments and may be held against the same significance as
/// one p-value would be. A comparison without a p-value (nil or NaN) stays nil and is not counted.
package func holm(_ pValues: [Double?]) -> [Double?] {
    let known = pValues.indices.compactMap { index in
        pValues[index].flatMap { $0.isNaN ? nil : (index: index, p: $0) }
    }
    var adjusted = [Double?](repeating: nil, count: pValues.count)
    var floor = 0.0
    for (rank, entry) in known.sorted(by: { $0.p < $1.p }).enumerated() {
        floor = max(floor, min(1, Double(known.count - rank) * entry.p))
        adjusted[entry.index] = floor
    }
    return adjusted
}
