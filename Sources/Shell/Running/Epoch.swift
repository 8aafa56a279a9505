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
