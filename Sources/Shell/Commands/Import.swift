internal import BenchLanguage
internal import History
internal import Measurement
internal import Rendering
internal import Text

extension Command {
    static let `import` = Command(
        forms: ["import STRING"],
        synonyms: ["restore"],
        summary: "take in suites that 'export' wrote",
        details: "A suite that is here already is left as it is, unless it was cut short and "
            + "the file has more of its runs; the others get new numbers.",
        examples: [#"import "suite.json""#],
        check: { call, check throws(Diagnostic) in
            check.takesInSuites()
            if let file = call.text() { try check.checkFile(file) }
        },
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
            let (number, intake) = try history.add(suite, runs: runs)
            let count = Count.text(runs.count, "run")
            switch intake {
            case .new: output.note("took in suite \(number) with \(count)")
            case .completed: output.note("suite \(number) was cut short and has \(count) now")
            case .known: output.note("suite \(number) was here already")
            }
        } catch {
            throw .error("cannot import '\(path)'", at: span, label: error.description)
        }
    }
}
