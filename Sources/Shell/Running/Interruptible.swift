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
        let stopped = Stopped(within: session.stopped)
        let signals = stopped.listen { _, _ in task.cancel() }
        let value = await task.value
        signals.cancel()
        if let code = stopped.code { throw session.stopped(by: code) }
        return value
    }
}
