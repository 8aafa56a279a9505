internal import BenchLanguage
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
}
