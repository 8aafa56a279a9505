internal import BenchLanguage
internal import LLMClient

/// `for … end`.
@MainActor
enum Loop {
    /// Runs the body once for each value; afterwards the variable is as it was.
    static func run(_ block: Block, _ interpreter: Interpreter) async throws {
        let session = interpreter.session
        guard let name = block.header.word(.name)?.text else { return }
        let kept = session.variables[name]
        defer { session.variables[name] = kept }
        for value in try values(of: block.header, session) {
            session.variables[name] = value
            guard await interpreter.run(block.body) else { throw ScriptEnd() }
        }
    }

    private static func values(
        of header: Call,
        _ session: Session
    ) throws(Diagnostic) -> [Scalar] {
        if let list = header.valueList() { return try list.resolve(using: session.scope) }
        // `in providers`: those that can be used now, the mock apart.
        return session.registry.providers.filter {
            $0.kind != .mock && $0.defaultModel != nil && session.readiness(of: $0) == .ready
                && !$0.keyVariables.isEmpty && session.key(of: $0) != nil
        }.map { .text($0.id) }
    }
}
