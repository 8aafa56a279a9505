import Statistics
import Testing

@Suite struct HolmTests {
    @Test(arguments: [
        ([0.01, 0.02, 0.03, 0.04, 0.05], [0.05, 0.08, 0.09, 0.09, 0.09]),
        ([0.04, 0.001, 0.5, 0.02], [0.08, 0.004, 0.5, 0.06]),
        ([0.6, 0.7], [1, 1]), ([0.03], [0.03]), ([], []),
    ])
    func valuesAreAdjustedInPlace(pValues: [Double], expected: [Double]) {
        let adjusted = holm(pValues)
        #expect(adjusted.count == expected.count)
        #expect(zip(adjusted, expected).allSatisfy(agrees))
    }

    @Test func comparisonsWithoutAValueDoNotCount() {
        let adjusted = holm([nil, 0.03, .nan, 0.01])
        #expect(adjusted.count == 4)
        #expect(adjusted[0] == nil && adjusted[2] == nil)
        #expect(agrees(adjusted[1], 0.03) && agrees(adjusted[3], 0.02))
    }

    private static let third = 0.05 / 3

    /// What an interval of the level's confidence would say agrees with the adjusted p-value.
    @Test(
        arguments: [
            ([0.01, 0.02, 0.03], [third, 0.025, 0.05]),
            ([0.04, 0.001, 0.04], [0.025, third, 0.025]),
            ([0.02, 0.04, 0.03], [third, third, third]), ([0.03], [0.05]), ([], []),
        ] as [([Double], [Double])]
    )
    func levelsAgreeWithThem(pValues: [Double], expected: [Double]) {
        let levels = holmLevels(pValues)
        #expect(levels.count == expected.count)
        #expect(zip(levels, expected).allSatisfy(agrees))
        for (p, (level, adjusted)) in zip(pValues, zip(levels, holm(pValues))) {
            #expect((p <= (level ?? 0)) == ((adjusted ?? 1) <= 0.05))
        }
    }
}
