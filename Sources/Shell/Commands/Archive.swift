internal import BenchLanguage
private import FoundationEssentials
internal import History
internal import Measurement
internal import Rendering

extension Command {
    static let export = Command(
        forms: ["export suite SUITE {, SUITE} [to STRING]"],
        synonyms: ["dump", "backup"],
        summary: "write suites with everything they measured, as JSON",
        details: "'import' takes the file into another history, to the last digit. The format has "
            + "a version; figures that follow from the runs are left out.",
        examples: ["export suite last"],
        action: { call, session in
            var suites: [(suite: Suite, runs: [Run])] = []
            for operand in call.suites() {
                let reference = try operand.resolve(using: session.scope)
                let suite = try session.stored(reference, at: operand.span)
                suites.append((suite, try session.runs(of: suite)))
            }
            try Show.write(SuiteFile(suites).text, call, session)
        }
    )

    static let `import` = Command(
        forms: ["import STRING"],
        synonyms: ["restore"],
        summary: "take in suites that 'export' wrote",
        details: "A suite that is here already is left as it is; the others get new numbers.",
        examples: [#"import "suite.json""#],
        check: { _, check in check.takesInSuites() },
        action: { call, session in
            guard let file = call.text() else { return }
            let path = try session.path(file)
            let bytes: [UInt8]
            do {
                bytes = try session.surroundings.readFile(path)
            } catch {
                throw Diagnostic.error(
                    "cannot read '\(path)'",
                    at: file.span,
                    label: FileProblem.words(error)
                )
            }
            let suites: [(suite: Suite, runs: [Run])]
            do throws(SuiteFileError) {
                suites = try SuiteFile(text: String(decoding: bytes, as: UTF8.self)).suites
            } catch {
                throw Diagnostic.error(
                    "cannot import '\(path)'",
                    at: file.span,
                    label: error.description
                )
            }
            try Interruptible.block(session) { stopped in
                for (suite, runs) in suites where stopped.code == nil {
                    try session.take(in: suite, runs, from: path, at: file.span)
                }
            }
        }
    )

    static let merge = Command(
        forms: ["merge STRING"],
        summary: "take in all suites of another history",
        details: "Suites are told apart by their UUID, so that a second time adds nothing. The "
            + "other file is only read; one that an earlier benchsh wrote must be opened with "
            + "--db once, which updates it.",
        examples: [#"merge "laptop.db""#],
        check: { _, check in check.takesInSuites() },
        action: { call, session in
            guard let file = call.text() else { return }
            let path = try session.path(file)
            let history = try session.history()
            try Interruptible.block(session) { stopped in
                do throws(HistoryError) {
                    let (added, known, running) = try history.merge(
                        fileAt: path,
                        while: { stopped.code == nil }
                    )
                    let parts =
                        ["took in \(Count.text(added, "suite"))"]
                        + (known > 0 ? ["\(known) were here already"] : [])
                        + (running > 0 ? ["\(running) are still running there"] : [])
                    session.output.note(parts.joined(separator: ", "))
                } catch {
                    throw Diagnostic.error(error.description, at: file.span)
                }
            }
        }
    )
}

extension Session {
    fileprivate func take(
        in suite: Suite,
        _ runs: [Run],
        from path: String,
        at span: Span
    ) throws(Diagnostic) {
        let history = try history()
        do throws(HistoryError) {
            let (number, isNew) = try history.add(suite, runs: runs)
            output.note(
                isNew
                    ? "took in suite \(number) with \(Count.text(runs.count, "run"))"
                    : "suite \(number) was here already"
            )
        } catch {
            throw .error("cannot import '\(path)'", at: span, label: error.description)
        }
    }
}
