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
        check: { call, check throws(Diagnostic) in
            try check.checkName(of: call)
            guard let suite = call.suite(), let name = call.word(.name, after: "as") else { return }
            check.made.name(name.text, check.made.targets(of: try check.known(suite)))
        },
        replay: .asWritten,
        action: { call, session in
            guard let operand = call.suite(), let name = call.word(.name)?.text else { return }
            try session.change(operand) { history, reference throws(HistoryError) in
                try history.name(reference, name, at: session.surroundings.now())
            }
        }
    )
}

extension Session {
    /// Changes what is stored of a suite, and what this session remembers of it.
    func change(
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
