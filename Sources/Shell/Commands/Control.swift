internal import BenchLanguage

extension Session {
    /// The script that a `source` names, as it was read before anything ran.
    func include(of call: Call) -> Script? {
        guard let written = call.text()?.literal else { return nil }
        return includes[IncludePath.resolve(written, from: call.span.source.name)]
    }
}

extension Command {
    static let loop = Command(
        forms: ["for NAME in (providers | VALUES) … end"],
        summary: "repeat statements for each value",
        details: "Values are written 1, 2, 4 or 1..8 or 2..10 by 2; 'providers' means those with a "
            + "key. Afterwards the variable is as it was before.",
        examples: ["for c in 1, 2\n  run 2x$c on mock/fast\nend"],
        action: { _, _ in }
    )

    static let source = Command(
        forms: ["source STRING"],
        synonyms: ["include", "load"],
        summary: "run the statements of a file",
        details:
            "As all paths in a script, this one is relative to the script's own file. It holds no "
            + "variables: all files are checked before the first request.",
        examples: [#"source "scripts/examples/smoke.bench""#],
        action: { call, session in
            guard let script = session.include(of: call) else {
                throw Diagnostic.error("the file was not read", at: call.text()?.span)
            }
            guard await Interpreter(session).run(script.statements) else { throw ScriptEnd() }
        }
    )

    static let print = Command(
        forms: ["print {VALUE}"],
        synonyms: ["echo"],
        summary: "print values",
        examples: [#"print "warm-up is over""#, #"print "two" 2"#],
        action: { call, session in
            var words: [String] = []
            for value in call.values() {
                words.append(try value.resolve(using: session.scope).text)
            }
            try session.output.line(words.joined(separator: " "))
        }
    )

    static let wait = Command(
        forms: ["wait DURATION"],
        synonyms: ["sleep", "pause"],
        summary: "do nothing for a while, for rate limits",
        examples: ["wait 10ms"],
        tellsItsTime: true,
        replay: .asWritten,
        action: { call, session in
            guard let duration = try call.duration()?.resolve(using: session.scope) else { return }
            try await Interruptible.run(session) {
                try? await Task.sleep(for: .nanoseconds(max(0, duration.count)))
            }
        }
    )

    static let exit = Command(
        forms: ["exit [INT]", "quit [INT]"],
        aliases: ["\\q", ".quit", ".exit"],
        synonyms: ["bye", "logout"],
        summary: "leave, with an exit code if you like",
        examples: ["exit"],
        check: { call, check throws(Diagnostic) in
            if let code = call.integer(), check.variables.know(code.variables) {
                _ = try exitCode(code, check.variables)
            }
        },
        action: { call, session in
            if let code = call.integer() {
                session.stopCode = try exitCode(code, session.scope)
            } else {
                session.stopCode = session.isInteractive ? 0 : session.exitCode
            }
            throw ScriptEnd()
        }
    )

    private static func exitCode(
        _ operand: Operand<Int>,
        _ scope: some Scope
    ) throws(Diagnostic) -> Int32 {
        let code = try operand.resolve(using: scope)
        guard 0...255 ~= code else {
            throw .error("an exit code is 0 to 255, not \(code)", at: operand.span)
        }
        return Int32(code)
    }
}
