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
        guard let code = stopped.code else { return value }
        if !session.isInteractive || code != ExitCode.interrupted { session.stopCode = code }
        throw ScriptEnd()
    }
}
