internal import BenchLanguage
internal import LLMClient
internal import LoadEngine
internal import Measurement
private import FoundationEssentials
private import Text

extension Command {
    static let rerun = Command(
        forms: ["rerun SUITE [as NAME]"],
        synonyms: ["repeat", "again", "replay"],
        summary: "repeat a stored suite and hold it against the original",
        details: "Prompt, settings, targets, counts and the mock's behaviour are those of the "
            + "suite; the settings of the session stay as they are. At the end comes what 'diff' "
            + "says of the two.",
        examples: ["rerun 1", "rerun last as again"],
        tellsItsTime: true,
        role: .suite,
        check: { call, check in check.noteSuite(call) },
        replay: .written { call, session in
            guard var suite = session.last?.suite else { return nil }
            suite.name = call.word(.name)?.text
            return session.withMock(of: suite, ScriptText.statement(for: suite))
        },
        action: { call, session in
            guard let operand = call.suite() else { return }
            let original = try session.stored(
                operand.resolve(using: session.scope),
                at: operand.span
            )
            try session.checkRepeatable(original, at: operand.span)
            let plan = Plan(
                mode: original.mode,
                targets: original.targets,
                requestsPerTarget: original.requests / max(1, original.targets.count),
                concurrency: original.concurrency,
                timeLimit: original.timeLimit.map { $0 * 1000 }
            )
            let kept = session.mockOverrides
            if let behaviour = original.mock { session.overrideMock { $0 = .init(behaviour) } }
            defer { session.overrideMock { $0 = kept } }
            try await SuiteRunner(
                session: session,
                plan: plan,
                request: original.request,
                name: call.word(.name)?.text,
                span: call.span
            ).run()
            try session.compareWithLast(original, call)
        }
    )
}

extension Session {
    /// Tells before a request is sent what stands in the way of repeating a suite.
    fileprivate func checkRepeatable(
        _ suite: Suite,
        at span: Span
    ) throws(Diagnostic) {
        for target in suite.targets {
            guard let provider = registry.provider(target.provider) else {
                throw .error(
                    "\(suite.called) ran on \(target), and there is no provider "
                        + "'\(target.provider)' any more",
                    at: span,
                    help: "add it again: add provider \(target.provider) url \"…\""
                )
            }
            if let retires = provider.model(target.model).retires {
                let day = Timestamp.text(surroundings.now().timeIntervalSince1970)?.prefix(10) ?? ""
                let words = retires <= day ? "was retired on" : "is retired from"
                output.note("note: \(target) \(words) \(retires)")
            }
            if provider.kind == .mock, suite.mock == nil {
                output.note(
                    "note: how the mock behaved in \(suite.called) is not stored; it answers as now"
                )
            }
        }
        guard suite.requests > 0, !suite.targets.isEmpty else {
            throw .error("\(suite.called) says not enough to be repeated", at: span)
        }
        let requests = suite.requests / suite.targets.count
        try Guard.check("max_runs", requests, "requests", settings, at: span)
        try Guard.check("max_concurrency", suite.concurrency, "in flight", settings, at: span)
    }

    /// Says of the suite and its repetition what `diff` says, where both measured something.
    fileprivate func compareWithLast(_ original: Suite, _ call: Call) throws {
        guard let repeated = last, repeated.suite.number != original.number,
            !repeated.summary.successes.isEmpty
        else { return }
        let summary = SuiteSummary(runs: try runs(of: original))
        guard !summary.successes.isEmpty else { return }
        try output.line("")
        try showDifference((original, summary), repeated, call)
    }

    /// The statement between those that make the mock behave as it did then.
    fileprivate func withMock(of suite: Suite, _ statement: String) -> String {
        guard let behaviour = suite.mock.map(MockOverrides.init),
            behaviour.text != mockOverrides.text
        else { return statement }
        let lines = ["reset mock"] + behaviour.statements + [statement, "reset mock"]
        return (lines + mockOverrides.statements).joined(separator: "\n")
    }
}
