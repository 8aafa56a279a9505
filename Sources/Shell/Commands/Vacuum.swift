internal import BenchLanguage
internal import History
internal import Rendering

extension Command {
    static let vacuum = Command(
        forms: ["vacuum"],
        synonyms: ["compact", "shrink"],
        summary: "give back the space of deleted suites",
        details: "It needs as much free space as the history holds.",
        examples: ["vacuum"],
        action: { _, session in
            let history = try session.history()
            let (before, after) = try Interruptible.block(session, stop: history.interrupt) { _ in
                try history.vacuum()
            }
            session.output.note(
                "the history takes \(Figure.size(bytes: after)), "
                    + "\(Figure.size(bytes: before - after)) less than before"
            )
        }
    )
}
