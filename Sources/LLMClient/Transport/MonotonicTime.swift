private import Glibc

/// A moment on the machine's monotonic clock; the only clock that measures.
package struct MonotonicTime: Hashable, Sendable {
    /// Since an arbitrary point, the same for the whole process.
    let nanoseconds: Int64

    /// This moment.
    package static func now() -> MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// Milliseconds from an earlier moment to this one.
    package func milliseconds(since start: MonotonicTime) -> Double {
        Double(nanoseconds - start.nanoseconds) / 1_000_000
    }
}
