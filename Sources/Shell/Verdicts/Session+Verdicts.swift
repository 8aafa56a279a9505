internal import BenchLanguage
internal import Rendering
internal import Text

// What a script's statements came to, for its reports. At a prompt nothing is kept.
extension Session {
    /// Keeps that an expectation holds.
    func keep(held call: Call, _ judgement: Judgement) {
        guard proceedings != nil else { return }
        var test = testCase(.expectation, .held, at: call.span)
        test.actual = judgement.found
        test.expected = judgement.wanted
        add(test)
    }

    /// Keeps how an expectation is missed.
    func keep(failed call: Call, _ judgement: Judgement, because reason: String?) {
        guard proceedings != nil, let shortfall = judgement.shortfall else { return }
        var test = testCase(.expectation, .failed, at: call.span)
        test.tell(shortfall.diagnostic(because: nil))
        test.message = "\(shortfall.span.text.onOneLine) \(shortfall.label) (\(shortfall.place))"
        test.because = reason
        test.actual = judgement.found
        test.expected = judgement.wanted
        add(test)
    }

    /// Keeps that an expectation was not looked at.
    func keep(skipped call: Call, because reason: String) {
        guard proceedings != nil else { return }
        var test = testCase(.expectation, .skipped, at: call.span)
        test.message = reason
        add(test)
    }

    /// Keeps that a statement, or what it measured, went wrong.
    func keep(error problem: Diagnostic, at span: Span?, as kind: TestCase.Kind = .command) {
        guard proceedings != nil else { return }
        guard let place = span ?? problem.span else {
            var test = TestCase(.command, .error, file: "benchsh", name: problem.message)
            test.tell(problem)
            return add(test)
        }
        var test = testCase(kind, .error, at: place)
        test.tell(problem)
        add(test)
    }

    /// Keeps an error in the text of a script.
    func keep(syntax problem: Diagnostic) {
        guard proceedings != nil, problem.severity == .error else { return }
        var test =
            problem.span.map { testCase(.syntax, .error, at: $0) }
            ?? TestCase(.syntax, .error, file: "benchsh", name: "")
        test.name = problem.message
        test.tell(problem)
        add(test)
    }

    /// Keeps the expectations in statements that were not reached.
    func keep(skipped statements: some Sequence<Statement>) {
        guard let reason = proceedings?.ending.map({ "not reached: \($0)" }) else { return }
        for statement in statements {
            switch statement {
            case .call(let call) where call.role == .expectation:
                tally.skipped += 1
                keep(skipped: call, because: reason)
            case .call(let call) where call.role == .inclusion:
                if let script = include(of: call) { keep(skipped: script.statements) }
            case .block(let block): Loop.skip(block, self)
            case .call, .query: break
            }
        }
    }

    /// Counts the expectations in statements that were not reached, without keeping them.
    func leaveOut(_ statements: [Statement], times: Int) {
        let (count, overflow) = expectations(in: statements).multipliedReportingOverflow(by: times)
        guard !overflow, count > 0 else { return }
        tally.skipped += count
        proceedings?.leaveOut(count, .skipped, tally)
    }

    private func expectations(in statements: [Statement]) -> Int {
        statements.reduce(0) { count, statement in
            switch statement {
            case .call(let call) where call.role == .expectation: count + 1
            case .call(let call) where call.role == .inclusion:
                count + (include(of: call).map { expectations(in: $0.statements) } ?? 0)
            case .block(let block):
                count + expectations(in: block.body) * Loop.turns(of: block, self)
            case .call, .query: count
            }
        }
    }

    private func testCase(
        _ kind: TestCase.Kind,
        _ verdict: TestCase.Verdict,
        at span: Span
    ) -> TestCase {
        var name = String(span.text.prefix(500)).onOneLine
        if !loopValues.isEmpty {
            let values = loopValues.map { "\($0.name)=\($0.value.text.onOneLine)" }
            name += " [\(values.joined(separator: ", "))]"
        }
        return TestCase(
            kind,
            verdict,
            file: span.source.name,
            place: span.source.position(of: span.range.lowerBound),
            name: name
        )
    }

    private func add(_ test: TestCase) {
        proceedings?.add(test, at: surroundings.uptime(), tally)
    }
}

extension Statement {
    /// What it counts as in reports.
    var testKind: TestCase.Kind {
        guard case .call(let call) = self else { return .command }
        return switch call.role {
        case .expectation: .expectation
        case .suite: .suite
        default: .command
        }
    }
}

extension TestCase {
    fileprivate mutating func tell(_ problem: Diagnostic) {
        message = problem.message + (problem.label.map { ": \($0)" } ?? "")
        details = problem.rendered()
    }
}
