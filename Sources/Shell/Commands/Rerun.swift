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
        check: { call, check throws(Diagnostic) in
            guard let operand = call.suite() else { return }
            let reference = try check.known(operand)
            let original = reference.flatMap(check.storedSuite)
            let targets = original.map { ExpectedTargets($0.targets) }
            try check.noteSuite(call, targets ?? check.made.targets(of: reference))
            guard let original else { return }
            try original.checkRepeatable(in: check.registry, at: operand.span)
            try check.checkGuards(of: original, at: operand.span)
        },
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
            try original.checkRepeatable(in: session.registry, at: operand.span)
            try session.settings.checkGuards(of: original, at: operand.span)
            session.tellChanges(since: original)
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

extension Suite {
    /// Its targets must be there still, and enough be known to send the same again.
    fileprivate func checkRepeatable(in registry: Registry, at span: Span) throws(Diagnostic) {
        for target in targets {
            let written = TargetReference(target.description)
            guard written?.provider == target.provider, written?.model == target.model else {
                throw .error(
                    "\(called) ran on '\(target.description.onOneLine)', which is no target",
                    at: span
                )
            }
            guard registry.provider(target.provider) != nil else {
                throw .error(
                    "\(called) ran on \(target), and there is no provider '\(target.provider)' any "
                        + "more",
                    at: span,
                    help: "add it again: add provider \(target.provider) url \"…\""
                )
            }
        }
        guard requests > 0, concurrency > 0, !targets.isEmpty else {
            throw .error("\(called) says not enough to be repeated", at: span)
        }
        // What `for at most` takes, in seconds.
        if let timeLimit, !(timeLimit > 0 && timeLimit <= 1e9) {
            throw .error("\(called) cannot be repeated: its time limit is no duration", at: span)
        }
    }

    /// What guards hold of it, each with the guard's name and what it counts.
    fileprivate var guarded: [(guardName: String, number: Int, noun: String)] {
        [
            ("max_runs", requests / max(1, targets.count), "requests"),
            ("max_concurrency", concurrency, "in flight"),
        ]
    }
}

extension Settings {
    /// A suite must keep within the guards and ranges of these settings; one that came from
    /// elsewhere may say what no setting takes.
    fileprivate func checkGuards(of suite: Suite, at span: Span) throws(Diagnostic) {
        for (name, number, noun) in suite.guarded {
            try Guard.check(name, number, noun, self, at: span)
        }
        var settings = self
        for (setting, value) in suite.request.settings {
            do throws(SettingProblem) {
                try settings.set(setting, to: value)
            } catch {
                throw .error(
                    "\(suite.called) cannot be repeated: \(error.text)",
                    at: span,
                    help: error.advice
                )
            }
        }
    }
}

extension Check {
    /// The same as far as the settings are known.
    fileprivate func checkGuards(of suite: Suite, at span: Span) throws(Diagnostic) {
        let names = suite.guarded.map(\.guardName) + ["max_tokens_limit"]
        guard unknownSettings.isDisjoint(with: names) else { return }
        try settings.checkGuards(of: suite, at: span)
    }

    /// The stored suite that a reference will mean; nil where that may be one of the script's own.
    fileprivate func storedSuite(_ reference: SuiteReference) -> Suite? {
        switch reference {
        case .last where made.isAny: nil
        case .name(let name) where made.names.contains(name): nil
        default: storedSuites?.suite(reference)
        }
    }
}

extension Session {
    /// Notes what is not as it was when a suite ran.
    fileprivate func tellChanges(since suite: Suite) {
        for target in suite.targets {
            guard let provider = registry.provider(target.provider) else { continue }
            if let retires = provider.model(target.model).retires {
                let day = Timestamp.text(surroundings.now().timeIntervalSince1970)?.prefix(10) ?? ""
                let words = retires <= day ? "was retired on" : "is retired from"
                output.report(Diagnostic(.note, "\(target) \(words) \(retires)", at: nil))
            }
            if provider.kind == .mock, suite.mock == nil {
                output.report(
                    Diagnostic(
                        .note,
                        "how the mock behaved in \(suite.called) is not stored; it answers as now",
                        at: nil
                    )
                )
            }
        }
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
