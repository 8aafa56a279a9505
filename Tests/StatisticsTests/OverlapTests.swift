import Statistics
import Testing

struct Overlap: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let spans: [(start: Double, end: Double)]
    let mean: Double?
    let most: Int
}

@Suite struct OverlapTests {
    static let cases = [
        Overlap(testDescription: "none", spans: [], mean: nil, most: 0),
        Overlap(testDescription: "one", spans: [(2, 6)], mean: 1, most: 1),
        Overlap(testDescription: "in a row", spans: [(4, 6), (0, 4)], mean: 1, most: 1),
        Overlap(testDescription: "with a pause", spans: [(0, 1), (3, 4)], mean: 0.5, most: 1),
        Overlap(testDescription: "nested", spans: [(0, 8), (2, 4), (3, 5)], mean: 1.5, most: 3),
        Overlap(testDescription: "stairs", spans: [(0, 2), (1, 3), (2, 4)], mean: 1.5, most: 2),
        Overlap(testDescription: "equal", spans: [(5, 9), (5, 9)], mean: 2, most: 2),
        Overlap(testDescription: "no length", spans: [(5, 5)], mean: nil, most: 0),
        Overlap(testDescription: "no length inside", spans: [(5, 5), (5, 9)], mean: 1, most: 1),
        Overlap(
            testDescription: "invalid ones",
            spans: [(0, 4), (3, 1), (.nan, 2), (0, .infinity), (2, 4)],
            mean: 1.5,
            most: 2
        ),
        Overlap(
            testDescription: "overflow",
            spans: [(-1.7e308, 0), (0, 1.7e308)],
            mean: nil,
            most: 1
        ),
    ]

    @Test(arguments: cases)
    func spansAreCountedWhileOpen(overlap: Overlap) {
        let spans = overlap.spans.map { Span(start: $0.start, end: $0.end) }
        for spans in [spans, spans.reversed()] {
            #expect(agrees(timeWeightedMean(spans), overlap.mean))
            #expect(maximumOverlap(spans) == overlap.most)
        }
    }

    @Test(arguments: 1...20)
    func theMostIsThatAtSomeStart(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let spans = random.latencies(30, step: 40).map {
            Span(start: $0, end: $0 + Double.random(in: 0..<200, using: &random))
        }
        let most = spans.map { at in spans.count { $0.start <= at.start && at.start < $0.end } }
        #expect(maximumOverlap(spans) == most.max())
    }
}
