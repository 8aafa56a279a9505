private import CSocket
private import Glibc

/// Asks a loop for the time a hundred times a second and notes how late it answers.
///
/// A loop that is late stamps late, so its lag bounds the error of every time measured on it.
final class LoopWatch {
    /// A descriptor that can be read whenever the time has come.
    let timer: Int32
    private var due: Int64
    /// Every lag so far.
    private(set) var lags = LagHistogram()

    /// In nanoseconds.
    private static let interval: Int64 = 10_000_000

    /// Starts to watch; nil when the system has no timer to give.
    init?() {
        due = MonotonicTime.now().nanoseconds + Self.interval
        timer = timer_create_at(due, Self.interval)
        guard timer >= 0 else { return nil }
    }

    deinit {
        if timer >= 0 { close(timer) }
    }

    /// Notes how late the loop is now.
    func ring() {
        let now = MonotonicTime.now().nanoseconds
        var missed: UInt64 = 0
        guard read(timer, &missed, MemoryLayout<UInt64>.size) > 0 else { return }
        // A long stall is late for every time it slept through, not for one.
        while due <= now {
            lags.add(now - due)
            due += Self.interval
        }
    }
}
