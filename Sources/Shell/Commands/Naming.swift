internal import BenchLanguage
internal import History
internal import Measurement

extension Command {
    static let nameSuite = Command(
        forms: ["name suite SUITE as NAME"],
        synonyms: ["rename", "tag"],
        summary: "give a stored suite a name, to speak of it as @NAME",
        details: "The suite that got the name last is meant by it.",
        examples: ["name suite 1 as baseline"],
        check: { call, check in
            if let name = call.word(.name, after: "as") { check.suiteNames.insert(name.text) }
        },
        replay: .asWritten,
        action: { call, session in
            guard let operand = call.suite(), let name = call.word(.name)?.text else { return }
            try session.change(operand) { history, reference throws(HistoryError) in
                try history.name(reference, name, at: session.surroundings.now())
            }
        }
    )

    static let noteSuite = Command(
        forms: ["note suite SUITE STRING"],
        synonyms: ["comment", "annotate"],
        summary: "note something about a stored suite",
        details: "'show suite' prints it. An empty text removes the note.",
        examples: [#"note suite 1 "before the upgrade of the gateway""#],
        action: { call, session in
            guard let operand = call.suite(), let text = call.text() else { return }
            let note = try text.resolve(using: session.scope)
            try session.change(operand) { history, reference throws(HistoryError) in
                try history.note(reference, note)
            }
        }
    )
}

extension Session {
    /// Changes what is stored of a suite, and what this session remembers of it.
    fileprivate func change(
        _ operand: Operand<SuiteReference>,
        _ change: (History, History.Reference) throws(HistoryError) -> Void
    ) throws(Diagnostic) {
        let suite = try stored(operand.resolve(using: scope), at: operand.span)
        guard let number = suite.number else { return }
        let history = try history()
        do throws(HistoryError) {
            try change(history, .number(number))
            if last?.suite.number == number { last?.suite = try history.suite(.number(number)) }
        } catch {
            throw .error(error.description, at: operand.span)
        }
    }
}
