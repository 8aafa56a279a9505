internal import Measurement
private import Synchronization

/// The outcome of a step of connecting, which the network, an alarm or a cancellation may decide.
///
/// The first to come counts. Awaited once; a cancelled task gets a failure at once, whatever the
/// step itself is still doing.
final class FirstAnswer<Value: Sendable>: Sendable {
    typealias Answer = Result<Value, Failure>

    private enum State {
        case open
        case awaited(CheckedContinuation<Answer, Never>)
        case given(Answer)
    }

    private let state = Mutex(State.open)

    /// Gives an answer; false when there is one already.
    @discardableResult
    func give(_ answer: Answer) -> Bool {
        let (isFirst, waiting) = state.withLock { state in
            switch state {
            case .given: return (false, nil as CheckedContinuation<Answer, Never>?)
            case .open:
                state = .given(answer)
                return (true, nil)
            case .awaited(let continuation):
                state = .given(answer)
                return (true, continuation)
            }
        }
        waiting?.resume(returning: answer)
        return isFirst
    }

    func answer() async -> Answer {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let given = state.withLock { state -> Answer? in
                    if case .given(let answer) = state { return answer }
                    state = .awaited(continuation)
                    return nil
                }
                if let given { continuation.resume(returning: given) }
            }
        } onCancel: {
            give(.failure(Failure(.connect, "connecting was stopped")))
        }
    }
}
