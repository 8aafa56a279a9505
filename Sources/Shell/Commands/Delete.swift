internal import BenchLanguage
internal import History
internal import Measurement
internal import Rendering

extension Command {
    static let delete = Command(
        forms: ["delete suite SUITE {, SUITE} [now]"],
        synonyms: ["rm", "drop"],
        summary: "delete stored suites with their runs",
        details: "At a prompt it asks first; 'now' does not ask.",
        examples: ["delete suite last"],
        action: { call, session in
            let history = try session.history()
            var suites: [(number: Int, called: String)] = []
            for operand in call.suites() {
                let reference = try operand.resolve(using: session.scope)
                let suite = try session.stored(reference, at: operand.span)
                if let number = suite.number { suites.append((number, suite.called)) }
            }
            let names = Enumeration.text(suites.map(\.called), "and")
            if session.isInteractive, !call.has("now"),
                !session.confirm("delete \(names) with all runs?")
            {
                session.output.note("nothing was deleted")
                return
            }
            let deleted = try history.delete(suites.map { .number($0.number) })
            if let last = session.last?.suite.number, suites.contains(where: { $0.number == last })
            {
                session.last = nil
            }
            session.output.note(
                "deleted \(Count.text(deleted.suites, "suite")) with "
                    + Count.text(deleted.runs, "run")
            )
        }
    )
}
