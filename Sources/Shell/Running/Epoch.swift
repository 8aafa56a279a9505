internal import LLMClient
private import Synchronization

/// The moment at which a suite's first request was sent.
final class Epoch: Sendable {
    private let moment = Mutex<MonotonicTime?>(nil)

    /// The suite's start; the first call decides it.
    func start() -> MonotonicTime {
        moment.withLock { moment in
            if let moment { return moment }
            let now = MonotonicTime.now()
            moment = now
            return now
        }
    }
}

/// Whether a signal stopped a suite, and the exit code that goes with it.
final class Stopped: Sendable {
    private let value = Mutex<Int32?>(nil)

    var code: Int32? { value.withLock { $0 } }

    func set(_ code: Int32) {
        value.withLock { $0 = $0 ?? code }
    }
}
