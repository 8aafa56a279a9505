internal import BenchLanguage
internal import Measurement
internal import Rendering
internal import Text

extension Command {
    static let showResponse = Command(
        forms: ["show response [INT] [of SUITE] \(Show.output)"],
        summary: "print what a run answered",
        details:
            "The number is the run's; without one it is the first. Without a format it is the bare "
            + "text.",
        examples: ["show response", "show response 1 of last"],
        action: { call, session in
            let (suite, summary) = try session.suite(call.suite(after: "of"))
            let run = try session.run(call, of: suite, summary)
            guard call.word(.format) == nil else {
                let columns = ["run", "target", "reasoning", "response"].map { Column($0) }
                let row: [Cell] = [
                    .integer(run.number), .text(run.target.description), .text(run.reasoning),
                    .text(run.response),
                ]
                return try Show.emit(Table(columns: columns, rows: [row]), call, session)
            }
            let text = run.response.isEmpty ? run.outcome.failure?.message ?? "" : run.response
            let isFile = call.text(after: "to") != nil
            try Show.write(
                (isFile ? text : text.onItsLines) + "\n",
                call,
                session
            )
        }
    )
}
