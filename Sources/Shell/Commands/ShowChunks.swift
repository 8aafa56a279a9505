internal import BenchLanguage
internal import Measurement
internal import Rendering
internal import Text

extension Command {
    static let showChunks = Command(
        forms: ["show chunks [INT] [of SUITE] \(Show.output)"],
        summary: "list when each chunk of a suite's runs arrived",
        details: "The number is the run's; without one the chunks of all runs are listed.",
        examples: ["show chunks 1", "show chunks of last as jsonl"],
        action: { call, session in
            let (suite, summary) = try session.suite(call.suite(after: "of"))
            let number = try call.integer()?.resolve(using: session.scope)
            let runs = summary.runs.filter { number == nil || $0.number == number }
            guard !runs.isEmpty else {
                throw Diagnostic.error(
                    "\(suite.called) has no run \(number.map(String.init) ?? "")",
                    at: call.integer()?.span,
                    label: "it has \(Count.text(summary.runs.count, "run"))"
                )
            }
            try Show.emit(ChunkTable.of(suite, runs), sparing: ["target"], call, session)
        }
    )
}
