internal import BenchLanguage

extension Command {
    static let source = Command(
        forms: ["source STRING"],
        synonyms: ["include", "load"],
        summary: "run the statements of a file",
        details:
            "As all paths in a script, this one is relative to the script's own file. It holds no "
            + "variables: all files are checked before the first request.",
        examples: [#"source "scripts/examples/smoke.bench""#],
        role: .inclusion,
        action: { call, session in
            guard let script = session.include(of: call) else {
                throw Diagnostic.error("the file was not read", at: call.text()?.span)
            }
            guard await Interpreter.inner(session).run(script.statements) else { throw ScriptEnd() }
        }
    )
}

extension Session {
    /// The script that a `source` names, as it was read before anything ran.
    func include(of call: Call) -> Script? {
        guard let written = call.text()?.literal else { return nil }
        return includes[IncludePath.resolve(written, from: call.span.source.name)]
    }
}
