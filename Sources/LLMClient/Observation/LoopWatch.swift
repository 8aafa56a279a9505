internal import NIOCore

/// Asks an event loop for the time a hundred times a second and notes how late it answers.
///
/// A loop that is late stamps late, so its lag bounds the error of every time measured on it.
final class LoopWatch {
    private static let interval = TimeAmount.milliseconds(10)

    private var lags: [Int64] = []
    private var due: NIODeadline
    private var task: Scheduled<Void>?
    private let loop: any EventLoop

    /// Starts to watch; call on the loop.
    init(_ loop: any EventLoop) {
        self.loop = loop
        due = .now() + Self.interval
        schedule()
    }

    private func schedule() {
        let bound = NIOLoopBound(self, eventLoop: loop)
        task = loop.scheduleTask(deadline: due) { bound.value.ring() }
    }

    private func ring() {
        let now = NIODeadline.now()
        // A long stall is late for every time it slept through, not for one.
        repeat {
            lags.append((now - due).nanoseconds)
            due = due + Self.interval
        } while due < now
        schedule()
    }

    /// Ends watching and returns every lag, in nanoseconds.
    func stop() -> [Int64] {
        task?.cancel()
        return lags
    }
}
