/// SplitMix64 (Steele, Lea and Flood, 2014): the same samples in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Skewed samples above 0, as latencies are; `step` rounds them so that some are equal.
    mutating func latencies(_ count: Int, step: Double? = nil) -> [Double] {
        (0..<count).map { _ in
            let x = Double.random(in: 0.2..<3, using: &self)
            let latency = 100 * x * x
            return step.map { (latency / $0).rounded(.up) * $0 } ?? latency
        }
    }
}

/// Whether two numbers agree to 1e-9 of the expected one; nil agrees with nil alone.
func agrees(_ actual: Double?, _ expected: Double?) -> Bool {
    guard let actual, let expected else { return actual == nil && expected == nil }
    return abs(actual - expected) <= 1e-9 * abs(expected)
}
