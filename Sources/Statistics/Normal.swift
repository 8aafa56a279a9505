import Glibc

/// The standard normal distribution.
enum Normal {
    /// The probability of a value at least this far from 0, on the two sides together.
    ///
    /// A negative distance counts as what lies above it, twice, so the result can reach 2.
    static func twoSidedTail(beyond z: Double) -> Double {
        erfc(z / 2.0.squareRoot())
    }

    /// The value below which a share `p` of the distribution lies; nil outside 0 < p < 1.
    static func quantile(_ p: Double) -> Double? {
        guard p > 0, p < 1 else { return nil }
        // The tail is accurate where the body is not, so solve there and mirror.
        let tail = min(p, 1 - p)
        var (low, high) = (0.0, 40.0)
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if twoSidedTail(beyond: middle) > 2 * tail { low = middle } else { high = middle }
        }
        return p < 0.5 ? -high : high
    }
}
