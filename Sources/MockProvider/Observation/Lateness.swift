import Synchronization

/// How late the mock provider was: the write of a token's event minus its absolute deadline.
///
/// A write counts when the kernel has taken it, so a client that does not read makes it late.
package struct Lateness: Sendable, Equatable {
    /// How many timed events were written.
    package var count: Int
    /// The mean in microseconds.
    package var mean: Double
    /// The 99th percentile in microseconds, at most 1/16 too high.
    package var p99: Double
    /// The worst in microseconds.
    package var max: Double
}

/// Collects lateness from every event loop in constant space.
final class LatenessRecorder: Sendable {
    private let state = Mutex(Histogram())

    func record(nanoseconds: Int64) {
        state.withLock { $0.add(UInt64(clamping: nanoseconds)) }
    }

    func reset() {
        state.withLock { $0 = Histogram() }
    }

    var lateness: Lateness? {
        state.withLock { $0.lateness }
    }
}

/// Nanoseconds in buckets of 1/16 of an octave.
private struct Histogram {
    private static let largest: UInt64 = 1 << 50
    private var buckets = [Int](repeating: 0, count: 16 * 48)
    private var count = 0
    private var sum = 0.0
    private var worst: UInt64 = 0

    mutating func add(_ nanoseconds: UInt64) {
        let value = min(nanoseconds, Self.largest)
        buckets[Self.bucket(of: value)] += 1
        count += 1
        sum += Double(value)
        worst = max(worst, value)
    }

    var lateness: Lateness? {
        guard count > 0 else { return nil }
        let rank = (Double(count) * 0.99).rounded(.up)
        var below = 0
        var p99 = worst
        for (index, inBucket) in buckets.enumerated() {
            below += inBucket
            if Double(below) >= rank {
                p99 = min(worst, Self.upperEdge(of: index))
                break
            }
        }
        return Lateness(
            count: count,
            mean: sum / Double(count) / 1000,
            p99: Double(p99) / 1000,
            max: Double(worst) / 1000
        )
    }

    private static func bucket(of value: UInt64) -> Int {
        guard value >= 16 else { return Int(value) }
        let shift = 59 - value.leadingZeroBitCount
        return (shift + 1) * 16 + Int((value >> UInt64(shift)) & 15)
    }

    private static func upperEdge(of bucket: Int) -> UInt64 {
        guard bucket >= 16 else { return UInt64(bucket) }
        return (UInt64(bucket % 16 + 17) << UInt64(bucket / 16 - 1)) - 1
    }
}
