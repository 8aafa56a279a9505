import FoundationEssentials
import History
import Measurement
import Testing

@Suite struct FilterTests {
    let scratch: Scratch
    let history: History

    init() throws {
        scratch = try Scratch()
        history = try History(path: scratch.path)
        let suites: [(Mode, [(String, String)], String?)] = [
            (.single, [("openai", "gpt")], nil),
            (.multi, [("openrouter", "openai/gpt")], "base"),
            (.comparison, [("glm", "glm-5"), ("openai", "gpt")], nil),
            (.concurrent, [("openai", "mini")], nil),
            (.comparison, [("glm", "gpt"), ("openai", "mini")], "base"),
        ]
        for (index, (mode, targets, name)) in suites.enumerated() {
            _ = try history.begin(
                .sample(
                    "\(index)",
                    mode: mode,
                    targets: targets.map { Target(provider: $0, model: $1) },
                    name: name,
                    createdAt: Date(timeIntervalSince1970: Double(1000 + index))
                )
            )
        }
        var second = try history.suite(.number(2))
        second.status = .failed
        try history.finish(second, summary: SuiteSummary(runs: []))
    }

    static let cases: [(SuiteFilter, [Int])] = [
        (SuiteFilter(), [5, 4, 3, 2, 1]),
        (SuiteFilter(provider: "openai"), [5, 4, 3, 1]),
        (SuiteFilter(provider: "open%"), []),
        (SuiteFilter(model: "gpt"), [5, 3, 1]),
        (SuiteFilter(model: "openai/gpt"), [2]),
        (SuiteFilter(provider: "openai", model: "gpt"), [3, 1]),
        (SuiteFilter(mode: .comparison), [5, 3]),
        (SuiteFilter(status: .failed), [2]),
        (SuiteFilter(status: .running), [5, 4, 3, 1]),
        (SuiteFilter(name: "base"), [5, 2]),
        (SuiteFilter(since: Date(timeIntervalSince1970: 1003)), [5, 4]),
        (SuiteFilter(limit: 2), [5, 4]),
        (SuiteFilter(limit: 2, offset: 1), [4, 3]),
        (SuiteFilter(offset: 3), [2, 1]),
        (SuiteFilter(limit: 0), []),
        (SuiteFilter(limit: -1, offset: -1), []),
        (SuiteFilter(provider: "openai", mode: .comparison, limit: 1, offset: 1), [3]),
        (SuiteFilter(provider: "' OR 1 --"), []),
    ]

    @Test(arguments: cases.indices) func filters(index: Int) throws {
        let (filter, numbers) = Self.cases[index]
        #expect(try history.suites(filter).map(\.suite.number) == numbers)
    }
}
