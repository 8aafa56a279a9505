/// The value below which a share `q` of the samples lies, by linear interpolation.
///
/// With `h = q × (n − 1)`, it lies between the samples of ranks ⌊h⌋ and ⌊h⌋ + 1 (from 0), as
/// numpy's default method has it. `q` is a share in 0...1, not a percentage. The samples must be
/// finite and ascending. Nil without samples, or for a `q` outside 0...1.
package func percentile(_ q: Double, ofSorted samples: [Double]) -> Double? {
    guard q >= 0, q <= 1, !samples.isEmpty else { return nil }
    let position = q * Double(samples.count - 1)
    let rank = Int(position)
    let below = samples[rank]
    let above = samples[min(rank + 1, samples.count - 1)]
    let share = position - Double(rank)
    let step = above - below
    // From the nearer end, so that both ends are met exactly and rounding stays between them.
    return (share < 0.5 ? below + step * share : above - step * (1 - share)).finite
}
