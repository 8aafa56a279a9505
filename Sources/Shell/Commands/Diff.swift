internal import BenchLanguage
internal import Measurement
internal import Rendering

extension Command {
    static let diff = Command(
        forms: ["diff SUITE SUITE"],
        summary: "hold two suites against each other",
        details: "A difference is called one only where a rank test (Mann-Whitney) finds evidence.",
        examples: ["diff 1 2"],
        action: { call, session in
            let operands = call.suites()
            guard operands.count == 2 else { return }
            let first = try session.suite(operands[0])
            let second = try session.suite(operands[1])
            var lines: [String] = []
            for (one, other) in try pairs(first, second, at: call.span) {
                let report = ComparisonReport(
                    [one, other],
                    metrics: [.ttft, .ttfb, .latency, .tps]
                )
                lines += report.lines(style: session.output.style)
            }
            guard !lines.isEmpty else {
                throw Diagnostic.error(
                    "the suites have no successful runs to compare",
                    at: call.span
                )
            }
            for warning in warnings(first.suite, second.suite) { session.output.note(warning) }
            try session.output.write(lines.map { "  \($0)\n" }.joined())
        }
    )

    /// What is held against what: suites of one target each whatever it is, else the targets that
    /// both have.
    private static func pairs(
        _ first: (suite: Suite, summary: SuiteSummary),
        _ second: (suite: Suite, summary: SuiteSummary),
        at span: BenchLanguage.Span
    ) throws(Diagnostic) -> [(ComparisonReport.Side, ComparisonReport.Side)] {
        func side(
            _ part: (suite: Suite, summary: SuiteSummary),
            _ target: Measurement.Target?
        ) -> ComparisonReport.Side {
            ComparisonReport.Side(
                name: part.suite.called + (target.map { " \($0)" } ?? ""),
                summary: SuiteSummary(runs: part.summary.runs, target: target)
            )
        }
        if first.suite.targets.count == 1, second.suite.targets.count == 1 {
            return [(side(first, nil), side(second, nil))]
        }
        let common = first.suite.targets.filter(second.suite.targets.contains)
        guard !common.isEmpty else {
            throw .error("the suites have no target in common", at: span)
        }
        return common.map { (side(first, $0), side(second, $0)) }
    }

    /// What makes the comparison doubtful.
    private static func warnings(_ first: Suite, _ second: Suite) -> [String] {
        let pairs: [(String, Bool)] = [
            ("prompt", first.request.prompt == second.request.prompt),
            ("system message", first.request.system == second.request.system),
            ("max_tokens", first.request.maxTokens == second.request.maxTokens),
            ("temperature", first.request.temperature == second.request.temperature),
            ("thinking", first.request.thinking == second.request.thinking),
            ("connection", first.request.connection == second.request.connection),
            ("concurrency", first.concurrency == second.concurrency),
        ]
        let differing = pairs.filter { !$0.1 }.map(\.0)
        guard !differing.isEmpty else { return [] }
        return ["note: the suites differ in \(Enumeration.text(differing, "and"))"]
    }
}
