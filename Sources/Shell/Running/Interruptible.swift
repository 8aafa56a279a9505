internal import Terminal

/// Work that Ctrl-C ends early.
@MainActor
enum Interruptible {
    /// Runs the work and returns what it made; a signal cancels it and ends the script.
    static func run<Value: Sendable>(
        _ session: Session,
        _ work: @escaping @Sendable () async -> Value
    ) async throws -> Value {
        let task = Task { await work() }
        let stopped = Stopped(session)
        let signals = stopped.listen { task.cancel() }
        let value = await task.value
        signals.cancel()
        if let code = stopped.code {
            session.output.note("interrupted")
            throw session.stopped(by: code)
        }
        return value
    }

    /// Runs work that blocks; a signal calls `stop`, and the script ends when the work has.
    ///
    /// - Parameter stop: makes the work throw, from a thread of its own; work without it looks at
    ///   `Stopped.code` now and then.
    static func block<Value>(
        _ session: Session,
        stop: @escaping @Sendable () -> Void = {},
        _ work: (Stopped) throws -> Value
    ) throws -> Value {
        let stopped = Stopped(session)
        let signals = stopped.listen(stop)
        defer { signals.cancel() }
        let value: Value
        do {
            value = try work(stopped)
        } catch {
            guard let code = stopped.code else { throw error }
            session.output.note("interrupted")
            throw session.stopped(by: code)
        }
        if let code = stopped.code { throw session.stopped(by: code) }
        return value
    }
}
