import Measurement
import Statistics
import Testing
import Text

@testable import Rendering

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

    @Test func aShapeHasItsEndsAndItsPercentiles() {
        let samples = Distribution([10, 10, 10, 10, 11, 12, 12, 20])
        let shape = Chart.shape(samples, unit: .milliseconds, cells: 10, after: "x ")
        #expect(shape == ["x 10.0 │██▄▄    ▂▂│ 20.0 ms", "        ╵p50"])
        #expect(Chart.shape(Distribution([]), unit: .milliseconds) == [])
        #expect(Chart.shape(Distribution([5]), unit: .tokens, cells: 1) == ["5 │█│ 5 tokens"])
    }

    @Test(
        "Axes begin and end at round values",
        arguments: [
            ([0.0, 9.7], 5, "0 2 4 6 8 10"),
            ([50.31, 51.28], 5, "50.2 50.4 50.6 50.8 51.0 51.2 51.4"),
            ([3, 3], 2, "2.8 3.0 3.2"), ([0, 0], 2, "0.0 0.5 1.0"), ([], 2, "0.0 0.5 1.0"),
            ([.nan, .infinity, 4, 8], 4, "4 5 6 7 8"), ([-120, 480], 3, "-200 0 200 400 600"),
            ([1e14, 3e14], 2, "100000000000000 200000000000000 300000000000000"),
        ] as [([Double], Int, String)]
    )
    func axis(values: [Double], ticks: Int, labels: String) {
        let axis = Axis(holding: values, ticks: ticks)
        #expect(axis.ticks.map(axis.label).joined(separator: " ") == labels)
        for value in values where value.isFinite {
            #expect(axis.low <= value && value <= axis.high)
        }
    }

    @Test func wordsThatPointDoNotOverlap() {
        let words = [(place: 0.5, word: "first"), (place: 0.55, word: "no"), (place: 0, word: "a")]
        #expect(Pointers.line(words, cells: 21, Blocks(.plain)) == "╵a        ╵first")
        #expect(Pointers.line([], cells: 5, Blocks(.plain)) == "")
        #expect(Pointers.line([(place: .nan, word: "x")], cells: 0, Blocks(ascii)) == "^x")
    }

    @Test("Odd numbers draw something", arguments: [-1, 0, .infinity, -.infinity, .nan, 1e308])
    func odd(value: Double) {
        let bars = [BarPlot.Bar(name: "a", value: value), BarPlot.Bar(name: "b", value: 1)]
        let plot = BarPlot(title: "", unit: .count, bars: bars)
        #expect(plot.lines(width: 20, style: .plain).count == 2)
        #expect(plot.svg.hasSuffix("</svg>"))
        #expect(Chart.sparkline([value, 1], width: .max).count == 2)
        let samples = Distribution([value, 1])
        let histogram = HistogramPlot(title: "", unit: .count, [("a", samples)])
        #expect(histogram?.lines(width: .max, style: .plain).isEmpty == false)
        let series = PointPlot.Series(name: "s", points: [(value, value), (1, 1)])
        let points = PointPlot(title: "", xLabel: "x", yLabel: "y", series: [series])
        #expect(points.lines(width: 30, style: .plain).count == 14)
        #expect(points.svg.hasSuffix("</svg>"))
    }
}
