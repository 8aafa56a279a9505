/// A sample put in order once, to be asked many questions.
///
/// NaN and infinities are not samples: they are left out. A figure that the samples do not define,
/// or that overflows, is nil.
package struct Distribution: Sendable, Equatable {
    /// The finite samples, ascending.
    package let sorted: [Double]

    /// The arithmetic mean.
    package let mean: Double?

    /// The sample standard deviation, with divisor n − 1; nil below two samples.
    package let standardDeviation: Double?

    package init(_ samples: some Sequence<Double>) {
        sorted = Array(samples).finiteSorted
        mean = Self.mean(ofSorted: sorted)
        standardDeviation = Self.deviation(of: sorted, around: mean)
    }

    /// The number of finite samples.
    package var count: Int { sorted.count }

    package var min: Double? { sorted.first }

    package var max: Double? { sorted.last }

    /// The middle sample, or the mean of the middle two.
    package var median: Double? { percentile(0.5) }

    /// The value below which a share `q`, in 0...1, of the samples lies, as numpy's default.
    package func percentile(_ q: Double) -> Double? {
        Statistics.percentile(q, ofSorted: sorted)
    }

    /// Whether there are enough samples for the percentile `q` to mean more than an extreme does.
    ///
    /// True when one sample or more is expected beyond it: 20 for p95, 100 for p99, 2 for p50.
    package func resolves(_ q: Double) -> Bool {
        // 0.95 and 0.99 are not exact in binary; the slack keeps 20 and 100 on the right side.
        Double(count) * Swift.min(q, 1 - q) >= 1 - 1e-9
    }

    private static func mean(ofSorted samples: [Double]) -> Double? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let mean = samples.reduce(0, +) / Double(samples.count)
        // Rounding must not push the mean of equal samples off their value.
        return mean.finite.map { Swift.min(Swift.max($0, first), last) }
    }

    private static func deviation(of samples: [Double], around mean: Double?) -> Double? {
        guard let mean, samples.count > 1 else { return nil }
        let squares = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(samples.count - 1)).squareRoot().finite
    }
}
