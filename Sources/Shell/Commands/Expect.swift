internal import BenchLanguage
internal import Measurement
internal import Rendering
internal import Text

extension Command {
    static let expect = Command(
        forms: ["expect CONDITION [because STRING] [or stop]"],
        synonyms: ["assert", "check", "require"],
        summary: "check a figure; a failure makes the exit code 1",
        details: "A metric without p95, avg and the like means the average. Without 'of' it is of "
            + "the last suite. An expectation over no successful run fails.",
        examples: [
            "expect p95 ttft < 5s", "expect errors = 0 or stop",
            #"expect avg tps > 1 because "a person reads faster""#,
            "expect p95 ttft < 3 * median ttft", #"expect output not contains "as an AI""#,
        ],
        check: { call, _ throws(Diagnostic) in
            if case .output(_, .matches, let value, _)? = call.condition, let text = value.literal {
                _ = try Pattern.regex(text.text, at: value.span)
            }
        },
        action: { call, session in
            guard let condition = call.condition else { return }
            let problem = try session.problem(with: condition)
            guard var problem else {
                session.tally.passed += 1
                if session.isInteractive { try session.output.line("ok") }
                return
            }
            session.tally.failed += 1
            problem.help = try call.text(after: "because")?.resolve(using: session.scope)
            session.output.report(problem)
            if call.has("stop") {
                session.stopCode = session.isInteractive ? nil : ExitCode.expectationFailed
                throw ScriptEnd()
            }
        }
    )
}

/// What stands behind `matches`.
private enum Pattern {
    static func regex(
        _ text: String,
        at span: BenchLanguage.Span
    ) throws(Diagnostic) -> Regex<AnyRegexOutput> {
        do {
            return try Regex(text)
        } catch {
            throw .error("'\(text)' is not a regular expression", at: span)
        }
    }
}

extension Session {
    /// What is wrong with the figures, nil when they are as expected.
    fileprivate func problem(with condition: Condition) throws(Diagnostic) -> Diagnostic? {
        switch condition {
        case .comparison(let comparison): try problem(with: comparison)
        case .output(let negated, let search, let value, let span):
            try problem(withOutput: negated, search, value, span)
        }
    }

    private func problem(with comparison: Comparison) throws(Diagnostic) -> Diagnostic? {
        let span = comparison.left.span.through(comparison.right.span)
        let metrics = comparison.left.metrics + comparison.right.metrics
        // Over no successful run every latency would be as wished; errors can still be counted.
        for reference in metrics {
            let (suite, summary) = try suite(reference.suite)
            let isCount = SuiteMetric.named(reference.metric) != nil
            if isCount ? summary.requests == 0 : summary.successes.isEmpty {
                return failed(
                    "\(suite.called) has no successful run",
                    at: reference.span,
                    label: "is undefined"
                )
            }
        }
        let outcome = try comparison.evaluate(using: scope) { reference throws(Diagnostic) in
            try figure(reference)
        }
        if outcome.holds { return nil }
        let place = try metrics.first.map { (reference) throws(Diagnostic) in
            try self.place(reference)
        }
        guard case .measure(let actual, let dimension)? = outcome.left,
            case .measure(let wanted, _)? = outcome.right
        else {
            return failed(place ?? "a value is undefined", at: span, label: "is undefined")
        }
        let unit =
            comparison.left.metrics.count == 1
            ? comparison.left.metrics[0].unit ?? dimension.unit : dimension.unit
        let label =
            "is \(Figure.phrase(actual, unit: unit)), "
            + "expected \(comparison.relation.rawValue) \(Figure.phrase(wanted, unit: unit))"
        return failed(place ?? "", at: comparison.left.span, label: label)
    }

    private func problem(
        withOutput negated: Bool,
        _ search: Condition.Search,
        _ value: Value,
        _ span: BenchLanguage.Span
    ) throws(Diagnostic) -> Diagnostic? {
        let text = try value.resolve(using: scope).text
        let (suite, summary) = try suite(nil)
        guard !summary.successes.isEmpty else {
            return failed("\(suite.called) has no successful run", at: span, label: "is undefined")
        }
        let regex = search == .matches ? try Pattern.regex(text, at: value.span) : nil
        let offender = summary.successes.first { run in
            let found =
                regex.map { run.response.firstMatch(of: $0) != nil }
                ?? run.response.contains(text)
            return found == negated
        }
        guard let offender else { return nil }
        return failed(
            "run \(offender.number) of \(suite.called)",
            at: span,
            label: "answered: \(offender.response.prefix(60).description.onOneLine)"
        )
    }

    private func failed(
        _ place: String,
        at span: BenchLanguage.Span,
        label: String
    ) -> Diagnostic {
        .error("expectation failed: \(place)", at: span, label: label)
    }

    private func place(_ reference: MetricReference) throws(Diagnostic) -> String {
        let (suite, summary) = try suite(reference.suite)
        let target = suite.targets.count == 1 ? ", \(suite.targets[0])" : ""
        return "\(suite.called)\(target), \(Count.text(summary.requests, "request")), "
            + Count.text(summary.errors, "error")
    }
}

extension Suite {
    /// What people call it: `suite 12`, `suite 12 @baseline`.
    var called: String {
        "suite" + (number.map { " \($0)" } ?? "") + (name.map { " @\($0)" } ?? "")
    }
}

extension MetricReference {
    /// The unit that the metric itself is shown in.
    fileprivate var unit: MetricUnit? {
        Metric.named(metric)?.unit ?? SuiteMetric.named(metric)?.unit
    }
}

extension Dimension {
    /// The unit in which its numbers are shown.
    fileprivate var unit: MetricUnit {
        switch self {
        case .time: .milliseconds
        case .rate: .tokensPerSecond
        case .fraction: .fraction
        case .money: .dollars
        case .number, .count, .text: .count
        }
    }
}
