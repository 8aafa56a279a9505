internal import BenchLanguage
internal import History

extension Command {
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
