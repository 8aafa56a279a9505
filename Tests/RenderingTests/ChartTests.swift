import Measurement
import Rendering
import Statistics
import Testing
import Text

@Suite struct ChartTests {
    private let ascii = Style(isASCII: true)

    @Test func sparklineFromLeastToGreatest() {
        let values: [Double?] = [0, 1, 2, 3, 4, 5, 6, 7, nil, 0]
        #expect(Chart.sparkline(values, width: 80) == "▁▂▃▄▅▆▇█ ▁")
        #expect(Chart.sparkline(values, width: 80, style: ascii) == ".:-==+*# .")
        #expect(Chart.sparkline([5, 5], width: 80) == "▅▅")
        #expect(Chart.sparkline([], width: 80) == "")
        #expect(Chart.sparkline([nil, .nan], width: 80) == "  ")
    }

    @Test func sparklineIsThinnedByMeans() {
        #expect(Chart.sparkline([0, 2, 8, 8, nil, nil, 1, 1], width: 4) == "▁█ ▁")
        let many = (0..<1000).map { Double?.some(Double($0)) }
        #expect(Chart.sparkline(many, width: 20).displayWidth == 20)
        #expect(Chart.sparkline(many, width: 0).displayWidth == 1)
    }

    @Test func stripHasItsEnds() {
        let samples = Distribution([10, 10, 10, 10, 11, 12, 12, 20])
        let strip = Chart.strip(samples, unit: .milliseconds, cells: 5)
        #expect(strip == "10.0 │█▄  ▂│ 20.0 ms")
        #expect(Chart.strip(Distribution([]), unit: .milliseconds) == nil)
        #expect(Chart.strip(Distribution([5]), unit: .tokens) == "5 │█│ 5 tokens")
    }

    @Test func histogramHasBoundsAndCounts() {
        let samples = Distribution([40, 41, 42, 44, 51, 52, 55, 58, 59, 60])
        #expect(
            Chart.histogram(samples, unit: .milliseconds, width: 40) == [
                "40 to 50 ms │████████████████▋ 4",
                "   50 to 60 │█████████████████████████ 6",
            ]
        )
        #expect(Chart.histogram(Distribution([]), unit: .milliseconds, width: 40) == [])
    }

    @Test func barsStartAtZero() {
        let rows: [(label: String, value: Double?)] = [
            ("glm", 25), ("日本", 100), ("none", nil), ("tiny", 0.001), ("zero", 0),
        ]
        #expect(
            Chart.bars(rows, unit: .milliseconds, width: 30) == [
                " glm │███▊ 25.0 ms",
                "日本 │███████████████ 100.0 ms",
                "none │-",
                "tiny │▏ 0.00 ms",
                "zero │0.00 ms",
            ]
        )
        #expect(
            Chart.bars([(label: "a\u{1B}", value: 1)], unit: .tokens, width: 24, style: ascii)
                == ["a\\x1b |######### 1 token"]
        )
    }

    @Test("Charts fit the terminal", arguments: [20, 40, 80, 200])
    func widths(width: Int) {
        let samples = Distribution((0..<500).map { Double($0 * $0 % 997) })
        let rows = [(label: "a long label for a bar", value: Double?.some(5))]
        let lines =
            Chart.histogram(samples, unit: .milliseconds, width: width)
            + Chart.bars(rows, unit: .tokens, width: width)
        for line in lines { #expect(line.displayWidth <= width) }
    }

    @Test("Odd numbers draw something", arguments: [-1, 0, .infinity, -.infinity, .nan, 1e308])
    func odd(value: Double) {
        let rows: [(label: String, value: Double?)] = [("a", value), ("b", 1)]
        #expect(Chart.bars(rows, unit: .count, width: 20).count == 2)
        #expect(Chart.sparkline([value, 1], width: .max).count == 2)
        #expect(Chart.histogram(Distribution([value, 1]), unit: .count, width: .max).count > 0)
    }
}
