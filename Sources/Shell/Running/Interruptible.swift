internal import Terminal

/// Work that Ctrl-C ends early.
enum Interruptible {
    /// Runs the work; a signal cancels it and ends the script.
    @MainActor
    static func run(
        _ session: Session,
        _ work: @escaping @Sendable () async -> Void
    ) async throws {
        let task = Task { await work() }
        let stopped = Stopped()
        let signals = Interrupts.install().onSignal { signal, _ in
            stopped.set(128 + signal.number)
            task.cancel()
        }
        await task.value
        signals.cancel()
        guard let code = stopped.code else { return }
        if !session.isInteractive || code != ExitCode.interrupted { session.stopCode = code }
        throw ScriptEnd()
    }
}
