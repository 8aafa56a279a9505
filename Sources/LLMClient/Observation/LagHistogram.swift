/// How often each lag was seen, in nanoseconds: constant space however long it is watched.
///
/// Buckets are 1/64 of an octave wide, so a percentile is right within 1 %.
struct LagHistogram: Sendable {
    private var buckets = [Int](repeating: 0, count: width * 46)
    private var count = 0
    /// The longest lag, exactly; nil without any.
    private(set) var most: Int64?

    private static let width = 64
    private static let largest: Int64 = (1 << 50) - 1

    mutating func add(_ lag: Int64) {
        let lag = min(max(lag, 0), Self.largest)
        buckets[Self.bucket(of: lag)] += 1
        count += 1
        most = max(most ?? 0, lag)
    }

    /// Interpolates linearly between two lags, as percentiles of runs do; nil without any.
    func percentile(_ share: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = share * Double(count - 1)
        let below = Int(rank)
        let low = lag(at: below)
        return low + (lag(at: min(below + 1, count - 1)) - low) * (rank - Double(below))
    }

    /// The lag at a place in their order, from 0 on.
    private func lag(at place: Int) -> Double {
        let longest = Double(most ?? 0)
        if place >= count - 1 { return longest }
        var seen = 0
        for (index, number) in buckets.enumerated() where number > 0 {
            seen += number
            if seen > place { return min(Self.middle(of: index), longest) }
        }
        return longest
    }

    private static func bucket(of lag: Int64) -> Int {
        guard lag >= width else { return Int(lag) }
        let shift = 57 - lag.leadingZeroBitCount
        return (shift + 1) * width + Int(lag >> Int64(shift)) % width
    }

    private static func middle(of bucket: Int) -> Double {
        guard bucket >= width else { return Double(bucket) }
        let size = Double(Int64(1) << Int64(bucket / width - 1))
        return (Double(bucket % width + width) + 0.5) * size
    }
}
