internal import BenchLanguage
internal import LLMClient
internal import Terminal

/// `for … end`.
@MainActor
enum Loop {
    /// Runs the body once for each value; afterwards the variable is as it was.
    static func run(_ block: Block, _ interpreter: Interpreter) async throws {
        let session = interpreter.session
        guard let name = block.header.word(.name)?.text else { return }
        let kept = session.variables[name]
        defer { session.variables[name] = kept }
        // Statements that listen themselves get the signal; between them it comes here.
        let stopped = Stopped()
        let signals = stopped.listen()
        defer { signals.cancel() }
        for value in try values(of: block.header, session) {
            if let code = stopped.code { throw session.stopped(by: code) }
            session.variables[name] = value
            guard await interpreter.run(block.body) else { throw ScriptEnd() }
        }
    }

    private static func values(
        of header: Call,
        _ session: Session
    ) throws(Diagnostic) -> [Scalar] {
        if let list = header.valueList() { return try list.resolve(using: session.scope) }
        return session.providersWithKey.map { .text($0.id) }
    }
}
