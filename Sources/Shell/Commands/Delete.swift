internal import BenchLanguage
internal import History
internal import Measurement
internal import Rendering
internal import Text

extension Command {
    static let delete = Command(
        forms: ["delete suite SUITE {, SUITE} [now]", "delete history before AGE [now]"],
        synonyms: ["rm", "drop"],
        summary: "delete stored suites with their runs",
        details: "At a prompt it asks first, with a count; 'now' does not ask. A script does not "
            + "ask about suites that it names, and 'delete history before' needs 'now' there. "
            + "'vacuum' gives back the space.",
        examples: ["delete suite last", "delete history before 90d now"],
        check: { _, check in check.made.forgetTargets() },
        action: { call, session in
            let history = try session.history()
            let (numbers, question) = try doomed(call, session)
            guard !numbers.isEmpty else { return session.output.note("there is nothing to delete") }
            if session.isInteractive, !call.has("now"),
                try !session.confirm(
                    "\(question) with \(Count.text(try history.countRuns(of: numbers), "run"))?"
                )
            {
                session.output.note("nothing was deleted")
                return
            }
            let deleted = try history.delete(numbers.map { .number($0) })
            if let last = session.last?.suite.number, numbers.contains(last) { session.last = nil }
            session.output.note(
                "deleted \(Count.text(deleted.suites, "suite")) with "
                    + Count.text(deleted.runs, "run")
            )
        }
    )

    /// The suites that are to go, and what a person is asked about them.
    @MainActor
    private static func doomed(
        _ call: Call,
        _ session: Session
    ) throws -> (numbers: [Int], question: String) {
        guard let age = call.duration(after: "before") else {
            let suites = try call.suites().map { operand in
                try session.stored(operand.resolve(using: session.scope), at: operand.span)
            }
            let names = Enumeration.text(suites.map(\.called), "and")
            return (suites.compactMap(\.number), "delete \(names)")
        }
        guard session.isInteractive || call.has("now") else {
            throw Diagnostic.error(
                "a script must not delete what it does not name",
                at: age.span,
                help: "if it is meant, write: delete history before \(age.span.text) now"
            )
        }
        let limit = try session.moment(call, "before")
        let rows = try session.history().suites(SuiteFilter(before: limit))
        let numbers = rows.filter { $0.suite.status != .running }.compactMap(\.suite.number)
        return (
            numbers,
            "delete \(Count.text(numbers.count, "suite")) begun more than "
                + "\(age.span.text) ago"
        )
    }
}
