internal import BenchLanguage
internal import History
internal import Rendering
internal import Text

extension Command {
    static let merge = Command(
        forms: ["merge STRING"],
        summary: "take in all suites of another history",
        details: "Suites are told apart by their UUID, so that a second time adds nothing. The "
            + "other file is only read, and of a damaged one what can be read is taken; one that an "
            + "earlier benchsh wrote must be opened with --db once, which updates it.",
        examples: [#"merge "laptop.db""#],
        check: { call, check throws(Diagnostic) in
            check.takesInSuites()
            if let file = call.text() { try check.checkFile(file) }
        },
        action: { call, session in
            guard let file = call.text() else { return }
            let path = try session.path(file)
            let history = try session.history()
            try Interruptible.block(session) { stopped in
                do throws(HistoryError) {
                    let count = try history.merge(fileAt: path) { stopped.code == nil }
                    let parts =
                        ["took in \(Count.text(count.added, "suite"))"]
                        + [
                            (count.completed, "has more runs now", "have more runs now"),
                            (count.known, "was here already", "were here already"),
                            (count.running, "is still running there", "are still running there"),
                            (count.unreadable, "could not be read", "could not be read"),
                        ].filter { $0.0 > 0 }.map { Count.text($0, $1, plural: $2) }
                    session.output.note(parts.joined(separator: ", "))
                } catch {
                    throw Diagnostic.error(error.description, at: file.span)
                }
            }
        }
    )
}
