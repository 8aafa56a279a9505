internal import Terminal

/// Work that Ctrl-C ends early.
enum Interruptible {
    /// Runs the work and returns what it made; a signal cancels it and ends the script.
    @MainActor
    static func run<Value: Sendable>(
        _ session: Session,
        _ work: @escaping @Sendable () async -> Value
    ) async throws -> Value {
        let task = Task { await work() }
        let stopped = Stopped()
        let signals = Interrupts.install().onSignal { signal, _ in
            stopped.set(128 + signal.number)
            task.cancel()
        }
        let value = await task.value
        signals.cancel()
        if let code = stopped.code { throw session.stopped(by: code) }
        return value
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
