private import Synchronization
internal import Terminal

/// Whether a signal stopped what is going on, and the exit code that goes with it.
final class Stopped: Sendable {
    /// Ends the work; gets the exit code and the number of presses in a row.
    typealias Reaction = @Sendable (_ code: Int32, _ count: Int) -> Void

    private struct State {
        var code: Int32?
        /// What listens inside of this, and has not the signals itself yet.
        var inner: Reaction?
    }

    private let state = Mutex(State())
    private let outer: Stopped?

    /// - Parameter outer: what had the signals before; one that it got a moment ago counts.
    init(within outer: Stopped? = nil) {
        self.outer = outer
    }

    /// The code of the first signal, nil when none came.
    var code: Int32? { state.withLock { $0.code } }

    /// Takes the signals that ask to stop, until the token is cancelled.
    ///
    /// - Parameter react: ends the work, on a thread of its own.
    func listen(_ react: @escaping Reaction = { _, _ in }) -> Interrupts.Token {
        let token = Interrupts.install().onSignal { [self] signal, count in
            stop(128 + signal.number, count, react)
        }
        outer?.pass { [self] code, count in stop(code, count, react) }
        return token
    }

    private func stop(_ code: Int32, _ count: Int, _ react: Reaction) {
        let inner = state.withLock { state in
            state.code = state.code ?? code
            return state.inner
        }
        inner?(code, count)
        react(code, count)
    }

    /// Lets an inner listener know of a signal that came before it had the signals itself.
    private func pass(_ inner: @escaping Reaction) {
        let code = state.withLock { state in
            state.inner = inner
            return state.code
        }
        if let code { inner(code, 1) }
    }
}

extension Session {
    /// The end of everything that the statement would still have done, because of a signal.
    ///
    /// At the prompt Ctrl-C ends the statement alone; a script, and the shell on other signals,
    /// end with the code.
    func stopped(by code: Int32) -> ScriptEnd {
        if !isInteractive || code != ExitCode.interrupted { stopCode = code }
        return ScriptEnd()
    }
}
