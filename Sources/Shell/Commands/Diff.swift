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
            let report = ComparisonReport(
                [first, second].map { .init(name: $0.suite.called, summary: $0.summary) },
                metrics: [.ttft, .ttfb, .latency, .tps]
            )
            let lines = report.lines(style: session.output.style)
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

    /// What makes the comparison doubtful.
    private static func warnings(_ first: Suite, _ second: Suite) -> [String] {
        let pairs: [(String, Bool)] = [
            ("prompt", first.request.prompt == second.request.prompt),
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
