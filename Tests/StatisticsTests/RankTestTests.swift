import Statistics
import Testing

/// Two samples with the figures that scipy gives for them.
struct Pair: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let a: [Double]
    let b: [Double]
    let u: Double
    let p: Double
}

@Suite struct RankTestTests {
    static func roots(_ range: Range<Int>, plus shift: Double = 0) -> [Double] {
        range.map { Double($0 + 1).squareRoot() + shift }
    }

    // python3: scipy.stats.mannwhitneyu(a, b, method='exact' or 'asymptotic')
    static let pairs = [
        Pair(
            testDescription: "four apart from four",
            a: [1, 2, 3, 4],
            b: [5, 6, 7, 8],
            u: 0,
            p: 0.02857142857142857
        ),
        Pair(
            testDescription: "ages, scipy's example",
            a: [19, 22, 16, 29, 24],
            b: [20, 11, 17, 12],
            u: 17,
            p: 0.1111111111111111
        ),
        Pair(
            testDescription: "Hollander and Wolfe, R's example",
            a: [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
            b: [1.15, 0.88, 0.90, 0.74, 1.21],
            u: 35,
            p: 0.2544122544122544
        ),
        Pair(testDescription: "one and one", a: [1], b: [2], u: 0, p: 1),
        Pair(
            testDescription: "two and nine",
            a: [10, 30],
            b: [1, 2, 3, 4, 15, 16, 17, 18, 40],
            u: 12,
            p: 0.5818181818181818
        ),
        Pair(
            testDescription: "twenty and twenty",
            a: roots(0..<20),
            b: roots(0..<20, plus: 0.37),
            u: 157,
            p: 0.2533798988410392
        ),
        Pair(
            testDescription: "the most that is counted",
            a: roots(0..<28),
            b: roots(0..<28, plus: 0.61),
            u: 279,
            p: 0.06495383706836597
        ),
        Pair(
            testDescription: "few and many",
            a: roots(0..<5, plus: 12.01),
            b: roots(0..<300),
            u: 935,
            p: 0.3562561984517047
        ),
        Pair(
            testDescription: "too many to count",
            a: roots(0..<50),
            b: roots(0..<60, plus: 0.37),
            u: 1_081,
            p: 0.011996188000884138
        ),
        Pair(
            testDescription: "ties",
            a: [1, 2, 2, 3, 5, 5, 5],
            b: [2, 4, 5, 5, 6, 7, 7, 8],
            u: 11,
            p: 0.050747455459524235
        ),
        Pair(
            testDescription: "all equal",
            a: [3, 3, 3],
            b: [3, 3, 3, 3],
            u: 6,
            p: 1
        ),
    ]

    @Test(arguments: pairs)
    func figuresAreThoseOfScipy(pair: Pair) throws {
        let test = try #require(mannWhitney(pair.a, pair.b))
        #expect(test.u == pair.u)
        #expect(agrees(test.p, pair.p))
        #expect((test.n, test.m) == (pair.a.count, pair.b.count))
    }

    @Test(arguments: pairs)
    func theOrderOfSamplesAndSidesDoesNotMatter(pair: Pair) throws {
        let test = try #require(mannWhitney(pair.a, pair.b))
        let swapped = try #require(mannWhitney(pair.b, pair.a))
        #expect(swapped.p == test.p)
        #expect(swapped.u == Double(pair.a.count * pair.b.count) - test.u)
        #expect(agrees(swapped.superiority + test.superiority, 1))
        #expect(mannWhitney(pair.a.reversed(), pair.b.reversed()) == test)
        #expect(mannWhitney(pair.a + [.nan], [.infinity] + pair.b) == test)
    }

    @Test func anEmptySampleHasNoTest() {
        #expect(mannWhitney([], [1]) == nil)
        #expect(mannWhitney([1], []) == nil)
        #expect(mannWhitney([.nan], [1]) == nil)
    }

    @Test func superiorityIsTheShareOfPairsThatRise() {
        #expect(mannWhitney([1, 2], [3, 4])?.superiority == 1)
        #expect(mannWhitney([3, 4], [1, 2])?.superiority == 0)
        #expect(mannWhitney([1, 3], [2, 3])?.superiority == 0.625)
    }

    @Test(arguments: [12, 40])
    func equalSourcesAreRarelyToldApart(count: Int) throws {
        var random = SplitMix(state: 4)
        let alarms = try (0..<2_000).count { _ in
            let (a, b) = (random.latencies(count), random.latencies(count))
            return try #require(mannWhitney(a, b)).p <= 0.05
        }
        // The deviation of 2,000 trials is 0.005.
        #expect((0.03...0.065).contains(Double(alarms) / 2_000))
    }
}
