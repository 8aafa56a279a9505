/// The deadlines of a response's tokens, in nanoseconds after the request was read.
///
/// Each follows from the start and the seed, never from when an earlier token really left.
struct TokenSchedule {
    private let gap: Int64
    private let jitter: Double
    private var random: SplitMix64
    private var due: Int64

    init(_ behaviour: Behaviour, request: Int) {
        gap = behaviour.gap.clampedNanoseconds
        jitter = behaviour.jitter.isNaN ? 0 : min(max(behaviour.jitter, 0), 1)
        random = SplitMix64(seed: behaviour.seed, request: request, purpose: .schedule)
        due = behaviour.ttft.clampedNanoseconds
    }

    mutating func next() -> Int64 {
        defer { due = min(due + drawGap(), Duration.longestNanoseconds) }
        return due
    }

    private mutating func drawGap() -> Int64 {
        guard jitter > 0 else { return gap }
        return Int64(Double(gap) * (1 + jitter * (2 * random.unit() - 1)))
    }
}

extension Duration {
    /// A thousand days: far beyond any run, far below any overflow.
    static let longestNanoseconds: Int64 = 1000 * 86_400 * 1_000_000_000

    /// Whole nanoseconds, between 0 and one day.
    var clampedNanoseconds: Int64 {
        let limited = min(max(self, .zero), .seconds(86_400))
        let (seconds, attoseconds) = limited.components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
