import Measurement
import Rendering
import Testing

/// What makes two sides hard to compare.
@Suite struct DoubtsTests {
    private static func side(
        _ name: String,
        _ change: (inout Suite, inout [Run]) -> Void = { _, _ in }
    ) -> Doubts.Side {
        var suite = Fixture.suite()
        suite.id = name
        suite.mock = ""
        suite.conditions = Conditions(cores: 2)
        var runs = (1...4).map { Fixture.success($0) }
        change(&suite, &runs)
        return Doubts.Side(name: name, suite: suite, summary: SuiteSummary(runs: runs))
    }

    private static func each(_ runs: inout [Run], _ change: (inout Run) -> Void) {
        for index in runs.indices { change(&runs[index]) }
    }

    @Test func equalSidesRaiseNone() {
        #expect(Doubts.between(Self.side("a"), Self.side("b")).isEmpty)
    }

    private static let cases: [(String, @Sendable (inout Suite, inout [Run]) -> Void)] = [
        ("they differ in prompt", { suite, _ in suite.request.prompt = "other" }),
        (
            "they differ in max_tokens and connection",
            { suite, _ in
                suite.request.maxTokens = 7
                suite.request.connection = .cold
            }
        ),
        (
            "the machine changed between them: cores",
            { suite, _ in suite.conditions = Conditions(cores: 3) }
        ),
        ("they differ in mock settings", { suite, _ in suite.mock = "ttft=20ms" }),
        (
            "b had to open a connection for 100.0% of its runs, though they were to be warm: "
                + "its server closes them",
            { _, runs in each(&runs) { $0.phases = Phases(connection: .cold, connect: 1) } }
        ),
        (
            "of the input, 0.0% was cached for a and 100.0% for b, which shortens ttft",
            { _, runs in each(&runs) { $0.tokens.cached = $0.tokens.input } }
        ),
        (
            "the tokens of b are estimated, and so is what follows from them",
            { _, runs in each(&runs) { $0.tokens.source = .estimated } }
        ),
        (
            "the answers of b are longer, 128 tokens against 64 (medians), which latency and cost "
                + "show",
            { _, runs in each(&runs) { $0.tokens.output = 128 } }
        ),
        (
            "a was answered by the model asked for, b by other-1",
            { _, runs in each(&runs) { $0.servedModel = "other-1" } }
        ),
        (
            "only successful runs are compared, and 1 of 5 of b failed",
            { _, runs in runs.append(Fixture.failure(9, Fixture.slowDown)) }
        ),
    ]

    @Test(arguments: cases.indices) func aDoubtIsRaised(index: Int) {
        let (doubt, change) = Self.cases[index]
        #expect(Doubts.between(Self.side("a"), Self.side("b", change)) == [doubt])
    }

    @Test(arguments: [
        (Origin(host: "1"), Origin(host: "2"), "they were measured on different machines"),
        (
            Origin(host: "1", system: "x", processor: "p"),
            Origin(host: "1", system: "y", processor: "q"),
            "the machine changed between them: processor and operating system"
        ),
        (
            Origin(host: "1", system: "x"), Origin(system: "x"),
            "whether one machine measured both is not known: b keeps no hash of its own"
        ),
        (
            Origin(version: "1"), Origin(version: "2"),
            "they were measured by different versions of benchsh, 1 and 2"
        ),
    ])
    func anotherMachineIsADoubt(one: Origin, other: Origin, doubt: String) {
        let a = Self.side("a") { suite, _ in suite.origin = one }
        let b = Self.side("b") { suite, _ in suite.origin = other }
        #expect(Doubts.between(a, b) == [doubt])
        // What is not known is no difference.
        #expect(Doubts.between(a, Self.side("c")).isEmpty)
    }
}
