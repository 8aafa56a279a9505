import Testing

@testable import LLMClient

struct LagHistogramTests {
    @Test func withoutLagsThereIsNothing() {
        let lags = LagHistogram()
        #expect(lags.percentile(0.99) == nil)
        #expect(lags.most == nil)
    }

    @Test(
        "Percentiles interpolate, as all others do",
        arguments: [
            ([3], 3, 3), ([2, 0, 1], 1.98, 2), ((0...50).reversed().map(\.self), 49.5, 50),
        ] as [([Int64], Double, Int64)]
    )
    func interpolates(given: [Int64], p99: Double, most: Int64) throws {
        let lags = Self.histogram(of: given)
        #expect(abs(try #require(lags.percentile(0.99)) - p99) < 1e-9)
        #expect(lags.most == most)
    }

    @Test func isRightWithinOnePercent() throws {
        let given = (1...10_000).map { Int64($0) * 7_919 }
        let lags = Self.histogram(of: given)
        for share in [0.5, 0.9, 0.99, 0.999] {
            let exact = share * Double(given.count - 1) * 7_919 + 7_919
            let found = try #require(lags.percentile(share))
            #expect(abs(found - exact) < exact / 100)
        }
        #expect(lags.percentile(1) == 79_190_000)
        #expect(lags.most == 79_190_000)
    }

    @Test func noLagIsTooStrange() {
        let lags = Self.histogram(of: [.min, -1, 0, .max])
        #expect(lags.percentile(0) == 0)
        #expect(lags.most == (1 << 50) - 1)
    }

    private static func histogram(of given: [Int64]) -> LagHistogram {
        var lags = LagHistogram()
        for lag in given { lags.add(lag) }
        return lags
    }
}
