internal import BenchLanguage

extension Command {
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
