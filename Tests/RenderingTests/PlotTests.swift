import Measurement
import Statistics
import Testing
import Text

@testable import Rendering

@Suite struct PlotTests {
    private static let suite = Fixture.suite(requests: 20)
    private static let runs = (0..<20).map { Fixture.success($0 + 1, ttft: 50 + Double($0 % 5)) }
    private static let comparison = Fixture.suite(
        .comparison,
        targets: [Fixture.openai, Fixture.glm],
        requests: 20
    )
    private static let sides = (0..<20).map { index in
        Fixture.success(
            index + 1,
            ttft: index % 2 == 0 ? 20 + Double(index) / 10 : 60 + Double(index) / 10,
            target: index % 2 == 0 ? Fixture.openai : Fixture.glm
        )
    }

    private static func plot(
        _ metric: Metric,
        _ form: PlotForm,
        _ suite: Suite = suite,
        _ runs: [Run] = runs
    ) throws -> Plot {
        try #require(SuitePlot(metric, of: suite, SuiteSummary(runs: runs)).plot(form))
    }

    @Test func aHistogramNamesBinsCountsAndPercentiles() throws {
        #expect(
            try Self.plot(.ttft, .histogram).lines(width: 60) == [
                "suite 12: runs by ttft ms",
                "50 to 51 ms │████████████████▌ 4", "   51 to 52 │████████████████▌ 4",
                "   52 to 53 │████████████████▌ 4  ← p50 52.0",
                "   53 to 54 │█████████████████████████████████ 8  ← p95 54.0",
            ]
        )
    }

    /// One axis for 5 and 400 ms would show one bar each.
    @Test func targetsOfDifferentRangesHaveTheirOwnBins() throws {
        let runs = (1...20).map { number in
            Fixture.success(
                number,
                ttft: number.isMultiple(of: 2) ? 400 + Double(number) : 5 + Double(number) / 10,
                target: number.isMultiple(of: 2) ? Fixture.glm : Fixture.openai
            )
        }
        let targets = [Fixture.openai, Fixture.glm]
        let suite = Fixture.suite(.comparison, targets: targets, requests: 20)
        let plot = SuitePlot(.ttft, of: suite, SuiteSummary(runs: runs)).plot(.histogram)
        let lines = try #require(plot).lines(width: 80)
        #expect(lines.contains { $0.contains("5.0 to 5.5 ms") })
        #expect(lines.contains { $0.contains("400 to 405 ms") })
        let narrow = try #require(plot).lines(width: 20)
        #expect(narrow.contains { $0.hasPrefix("≥405 │") })
        for line in narrow { #expect(line.displayWidth <= 20, "\(line)") }
    }

    @Test func aDistributionRisesToAHundredPercent() throws {
        let lines = try Self.plot(.ttft, .cdf).lines(width: 40, style: Style(isASCII: true))
        #expect(
            lines == [
                "suite 12: share of runs up to a ttft", "%",
                "100 +                                  *",
                "    |                                  *",
                " 75 +                          *********", "    |                          *",
                "    |                 **********", " 50 +         *********",
                "    |         *", " 25 +**********", "    |*", "  0 +*",
                "    ++----------------+----------------+",
                "     50              52               54", "     ttft ms",
                "     p50 52.0   p95 54.0",
            ],
            "\(lines.joined(separator: "\n"))"
        )
    }

    @Test func barsAreRunsOrMedians() throws {
        let runs = try Self.plot(.ttft, .bars).lines(width: 60)
        #expect(runs.count == 21)
        #expect(runs[1].hasPrefix(" 1 │") && runs[1].hasSuffix(" 50.0 ms"))
        let sides = try Self.plot(.ttft, .bars, Self.comparison, Self.sides).lines(width: 60)
        #expect(
            sides == [
                "median ttft ms", "openai │████████ 20.9 ms [20.2, 21.6]  faster",
                "   glm │██████████████████████▒ 61.0 ms [60.3, 61.7]",
            ]
        )
    }

    @Test func seriesAreToldApartWithAndWithoutColour() throws {
        let plot = try Self.plot(.ttft, .line, Self.comparison, Self.sides)
        let plain = plot.lines(width: 60)
        #expect(plain.suffix(2) == ["a openai", "b glm"])
        #expect(plain.dropFirst(2).prefix(10).joined().contains { $0 == "b" })
        let coloured = plot.lines(width: 60, style: Style(isColoured: true)).joined()
        #expect(coloured.contains("\u{1B}[38;5;74m") && coloured.contains("\u{1B}[38;5;214m"))
    }

    @Test(
        "Charts fit the window and keep to ASCII when asked",
        arguments: PlotForm.allCases,
        [20, 40, 80, 200]
    )
    func widths(form: PlotForm, width: Int) throws {
        for metric in [Metric.ttft, .tps, .gap] {
            for (suite, runs) in [(Self.suite, Self.runs), (Self.comparison, Self.sides)] {
                let plot = try Self.plot(metric, form, suite, runs)
                for line in plot.lines(width: width, style: Style(isColoured: true)) {
                    #expect(line.displayWidth <= width, "\(line)")
                }
                let plain = plot.lines(width: width, style: Style(isASCII: true))
                let foreign = plain.joined().unicodeScalars.filter { !$0.isASCII && $0 != "…" }
                #expect(foreign.isEmpty)
            }
        }
    }

    @Test func whatHasNoValueHasNoPicture() {
        let failed = SuiteSummary(runs: [Fixture.failure(1, Fixture.slowDown)])
        for form in PlotForm.allCases {
            #expect(SuitePlot(.tps, of: Self.suite, failed).plot(form) == nil)
        }
    }
}
