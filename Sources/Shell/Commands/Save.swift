internal import BenchLanguage
internal import LLMClient

extension Command {
    static let save = Command(
        forms: ["save STRING [replace]"],
        synonyms: ["write", "record"],
        summary: "write this session's statements as a script",
        details: "The script holds what it takes to run the same suites: settings, variables, "
            + "added providers, the mock's behaviour, runs, comparisons and expectations. What only "
            + "looks, and what failed, is left out; a suite or expectation that came to nothing is "
            + "kept as a comment, and so is what speaks of a suite of an earlier session by its number. "
            + "Texts from files and the environment are written out; keys never "
            + "are.",
        examples: [#"save "session.bench" replace"#],
        check: { call, check in
            if let file = call.text() { check.noteWritten(file) }
        },
        action: { call, session in
            guard let file = call.text() else { return }
            let path = try session.path(file)
            let script = SavedScript(session)
            guard !script.isEmpty else {
                throw Diagnostic.error(
                    "there is nothing to save",
                    at: call.span,
                    label: "no statement of this session would be needed in a script"
                )
            }
            let text = script.text
            try session.checkSaved(text, under: path, at: file.span)
            if session.surroundings.fileExists(path), !call.has("replace") {
                guard session.isInteractive else {
                    throw Diagnostic.error(
                        "'\(path)' is there already",
                        at: file.span,
                        label: "to replace it: save \(file.span.text) replace"
                    )
                }
                guard try session.confirm("replace '\(path)'?") else {
                    return session.output.note("nothing was written")
                }
            }
            do {
                try session.surroundings.writeFile(text, path)
            } catch {
                throw Diagnostic.error(
                    "cannot write '\(path)'",
                    at: file.span,
                    label: FileProblem.words(error)
                )
            }
            session.output.note("wrote \(path)")
            for name in script.keysLeftOut {
                session.output.report(
                    Diagnostic(.note, "what held the value of \(name) was left out", at: nil)
                )
            }
        }
    )
}

extension Session {
    /// A saved script must run where nothing of this session is known but the history.
    fileprivate func checkSaved(_ text: String, under path: String, at span: Span) throws {
        var elsewhere = surroundings
        // Keys are to be had where it runs; everything else is in the script.
        elsewhere.environment = Environment(
            process: surroundings.environment.variables.filter { keyVariables.contains($0.key) }
        )
        let session = try Session(elsewhere, output: output)
        session.checksOnly = true
        let parse = session.grammar.parse(Source(name: path, text: text))
        var checker = Checker(session, try storedSuites())
        if parse.diagnostics.isEmpty { checker.visit(parse.script) }
        let problems = (parse.diagnostics + checker.check.diagnostics).filter {
            $0.severity == .error
        }
        guard let problem = problems.first else { return }
        throw Diagnostic.error(
            "this session cannot be written as a script: \(problem.message)",
            at: span
        )
    }
}
