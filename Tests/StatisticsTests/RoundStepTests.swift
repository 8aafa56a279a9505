import Statistics
import Testing

@Suite struct RoundStepTests {
    @Test(arguments: [
        (1, 1), (1.01, 2), (2, 2), (3, 5), (5, 5), (6, 10), (0.3, 0.5), (0.1, 0.1), (0.011, 0.02),
        (1e-9, 1e-9), (12_345, 20_000), (1e15, 1e15), (0.2 * (1 + 1e-12), 0.2),
    ])
    func aStepIsTheNextRoundNumber(least: Double, step: Double) {
        #expect(RoundStep(atLeast: least)?.multiple(1) == step)
    }

    @Test func multiplesAreTheNearestNumbers() {
        let tenth = RoundStep(atLeast: 0.1)
        #expect(
            (0...9).map { tenth?.multiple(Double($0)) } == [
                0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9,
            ]
        )
        #expect(tenth?.exponent == -1)
    }

    @Test(arguments: [0, -1, .nan, .infinity])
    func whatIsNoDistanceHasNone(least: Double) {
        #expect(RoundStep(atLeast: least) == nil)
    }
}
