private import Synchronization
internal import Terminal

/// Whether a signal stopped what is going on, and the exit code that goes with it.
///
/// The first signal ends the work, a second one within two seconds the program.
final class Stopped: Sendable {
    /// Keeps the reaction in place until it is cancelled or let go.
    final class Token: Sendable {
        private let stopped: Stopped
        private let claim: Interrupts.Token

        fileprivate init(_ stopped: Stopped, _ claim: Interrupts.Token) {
            self.stopped = stopped
            self.claim = claim
        }

        deinit { cancel() }

        /// Gives the signals back; harmless when repeated.
        func cancel() {
            claim.cancel()
            stopped.outer?.forget(stopped)
        }
    }

    private struct State {
        var code: Int32?
        /// Ends the work.
        var react: @Sendable () -> Void = {}
        /// What listens inside of this, and has not the signals itself yet.
        var inner: Stopped?
    }

    private let state = Mutex(State())
    private let outer: Stopped?
    private let abandon: @Sendable (_ code: Int32) -> Void

    /// What had the signals of the session before passes on one that it got a moment ago.
    @MainActor
    init(_ session: Session) {
        outer = session.stopped
        abandon = session.surroundings.abandon
    }

    /// The code of the first signal, nil when none came.
    var code: Int32? { state.withLock { $0.code } }

    /// Takes signals that ask to stop, until the token is cancelled.
    ///
    /// - Parameter react: ends the work, on a thread of its own.
    func listen(
        to signals: Set<Interrupts.Signal> = Set(Interrupts.Signal.allCases),
        _ react: @escaping @Sendable () -> Void = {}
    ) -> Token {
        state.withLock { $0.react = react }
        let claim = Interrupts.install().onSignal(signals) { [self] signal, count in
            stop(128 + signal.number, count)
        }
        outer?.pass(to: self)
        return Token(self, claim)
    }

    private func stop(_ code: Int32, _ count: Int) {
        let (react, inner) = state.withLock { state in
            state.code = state.code ?? code
            return (state.react, state.inner)
        }
        inner?.stop(code, count)
        react()
        if count > 1 { abandon(code) }
    }

    /// Lets an inner listener know of a signal that came before it had the signals itself.
    private func pass(to inner: Stopped) {
        let code = state.withLock { state in
            state.inner = inner
            return state.code
        }
        if let code { inner.stop(code, 1) }
    }

    private func forget(_ inner: Stopped) {
        state.withLock { if $0.inner === inner { $0.inner = nil } }
    }
}

extension Session {
    /// The end of everything that the statement would still have done, because of a signal.
    ///
    /// At the prompt Ctrl-C ends the statement alone; a script, and the shell on other signals,
    /// end with the code.
    func stopped(by code: Int32) -> ScriptEnd {
        if !isInteractive || code != ExitCode.interrupted { end(bySignal: code) }
        return ScriptEnd()
    }
}
