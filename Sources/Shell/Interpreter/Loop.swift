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
        let outer = session.stopped
        let stopped = Stopped(session)
        let signals = stopped.listen()
        session.stopped = stopped
        defer {
            session.stopped = outer
            signals.cancel()
        }
        let values = try values(of: block.header, session)
        for (index, value) in values.enumerated() {
            if let code = stopped.code { throw session.stopped(by: code) }
            session.variables[name] = value
            session.loopValues.append((name, value))
            let isDone = await interpreter.run(block.body)
            session.loopValues.removeLast()
            guard isDone else {
                skip(block.body, for: name, values[(index + 1)...], session)
                throw ScriptEnd()
            }
        }
    }

    /// Keeps the expectations of a loop that was not reached, once for each value.
    static func skip(_ block: Block, _ session: Session) {
        guard let name = block.header.word(.name)?.text,
            let values = try? values(of: block.header, session)
        else { return session.keep(skipped: block.body) }
        skip(block.body, for: name, values[...], session)
    }

    private static func skip(
        _ body: [Statement],
        for name: String,
        _ values: ArraySlice<Scalar>,
        _ session: Session
    ) {
        for (index, value) in values.enumerated() {
            // Beyond what is kept, a count will do.
            guard session.proceedings?.isFull == false else {
                return session.leaveOut(body, times: values.count - index)
            }
            session.loopValues.append((name, value))
            session.keep(skipped: body)
            session.loopValues.removeLast()
        }
    }

    /// How many turns a loop would have; one where that is not known.
    static func turns(of block: Block, _ session: Session) -> Int {
        (try? values(of: block.header, session).count) ?? 1
    }

    private static func values(
        of header: Call,
        _ session: Session
    ) throws(Diagnostic) -> [Scalar] {
        if let list = header.valueList() { return try list.resolve(using: session.scope) }
        return session.providersWithKey.map { .text($0.id) }
    }
}
