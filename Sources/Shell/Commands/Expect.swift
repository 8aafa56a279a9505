internal import BenchLanguage
internal import Rendering
internal import Text

extension Command {
    static let expect = Command(
        forms: ["expect CONDITION [if known] [because STRING] [or stop]"],
        synonyms: ["assert", "check", "require"],
        summary: "check a figure; a failure makes the exit code 1",
        details: "A metric without p95, avg and the like means the average. Without 'of' it is of "
            + "the last suite. An expectation over no successful run fails. 'if known' skips it as "
            + "long as there is no such suite or target, as on the first night of a baseline.",
        examples: [
            "expect p95 ttft < 5s", "expect errors = 0 or stop",
            #"expect avg tps > 1 because "a person reads faster""#,
            "expect p95 ttft < 3 * median ttft",
            "expect p95 ttft < 1.2 * p95 ttft of @baseline if known or stop",
            #"expect output not contains "as an AI""#,
        ],
        role: .expectation,
        check: { call, _ throws(Diagnostic) in
            if case .output(_, .matches, let value, _)? = call.condition, let text = value.literal {
                _ = try Pattern.regex(text.text, at: value.span)
            }
        },
        replay: .asWritten,
        action: { call, session in
            guard let condition = call.condition else { return }
            if call.has("known"), let unknown = try session.unknown(in: condition) {
                session.tally.skipped += 1
                session.keep(skipped: call, because: unknown)
                return session.output.note("skipped: \(call.span.text.onOneLine): \(unknown)")
            }
            let because = try call.text(after: "because")?.resolve(using: session.scope)
            let judgement = try session.judge(condition)
            guard let shortfall = judgement.shortfall else {
                session.tally.held += 1
                session.keep(held: call, judgement)
                if session.isInteractive { try session.output.line("ok") }
                return
            }
            session.tally.failed += 1
            session.keep(failed: call, judgement, because: because)
            session.output.report(shortfall.diagnostic(because: because))
            if call.has("stop") {
                // A command that failed before still outweighs it.
                session.stopCode = session.isInteractive ? nil : session.exitCode
                throw ScriptEnd()
            }
        }
    )
}
