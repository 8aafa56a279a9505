import Measurement
import Rendering
import Testing

@Suite struct FigureTests {
    @Test(
        "Bare numbers by their unit",
        arguments: [
            (0, .milliseconds, "0.00"), (0.123, .milliseconds, "0.12"),
            (9.994, .milliseconds, "9.99"), (9.996, .milliseconds, "10.0"),
            (12.34, .milliseconds, "12.3"), (999.94, .milliseconds, "999.9"),
            (999.96, .milliseconds, "1000"), (1234.5, .milliseconds, "1235"),
            (-12.34, .milliseconds, "-12.3"), (-0.001, .milliseconds, "0.00"),
            (100.06, .tokensPerSecond, "100.1"), (0.5, .requestsPerSecond, "0.50"),
            (64, .tokens, "64"), (1_234_567, .tokens, "1234567"), (1.016, .count, "1.02"),
            (0.125, .fraction, "12.5%"), (1, .fraction, "100.0%"),
            (0, .dollars, "0.00"), (12.345, .dollars, "12.35"), (0.0123, .dollars, "0.012"),
            (0.00012, .dollars, "0.00012"), (1e-300, .dollars, "0.0000000000"),
            (1e300, .milliseconds, "1e+300"), (.infinity, .milliseconds, "inf"),
            (.nan, .milliseconds, "-"),
        ] as [(Double, MetricUnit, String)]
    )
    func bare(value: Double, unit: MetricUnit, text: String) {
        #expect(Figure.text(value, unit: unit) == text)
    }

    @Test(
        "Numbers of no known unit keep six digits and whole ones all",
        arguments: [
            (3, "3"), (-3, "-3"), (52.123456789, "52.1235"), (0.1 + 0.2, "0.3"),
            (1_234_567.89, "1234568"), (123_456.7, "123457"), (0.000123456789, "0.000123457"),
            (1e15, "1000000000000000"), (1e300, "1e+300"), (1e-9, "1e-09"), (-.infinity, "-inf"),
            (99999.96, "100000"),
        ] as [(Double, String)]
    )
    func unknownUnit(value: Double, text: String) {
        #expect(Figure.text(value, unit: nil) == text)
    }

    @Test(
        "Numbers with their unit",
        arguments: [
            (52.1, .milliseconds, "52.1 ms"), (100.06, .tokensPerSecond, "100.1 tok/s"),
            (0.28, .requestsPerSecond, "0.28 req/s"), (0.00012, .dollars, "$0.00012"),
            (-1.5, .dollars, "-$1.50"), (1, .tokens, "1 token"), (64, .tokens, "64 tokens"),
            (3, .count, "3"), (0.5, .fraction, "50.0%"), (nil, .milliseconds, "-"),
            (.nan, .dollars, "-"),
        ] as [(Double?, MetricUnit, String)]
    )
    func phrase(value: Double?, unit: MetricUnit, text: String) {
        #expect(Figure.phrase(value, unit: unit) == text)
    }

    @Test func estimatesAreMarked() {
        #expect(Figure.text(64, unit: .tokens, isEstimated: true) == "≈64")
        #expect(Figure.phrase(64, unit: .tokens, isEstimated: true) == "≈64 tokens")
        #expect(Figure.phrase(0.5, unit: .dollars, isEstimated: true) == "≈$0.50")
        #expect(Figure.text(nil, unit: .tokens, isEstimated: true) == "-")
    }

    @Test(
        "Durations in words",
        arguments: [
            (0, "0 ms"), (691.4, "691 ms"), (999.6, "1.0 s"), (12_340, "12.3 s"),
            (59_949, "59.9 s"), (59_960, "1 min 0 s"), (72_000, "1 min 12 s"),
            (3_599_600, "1 h 0 min"), (7_500_000, "2 h 5 min"), (273_600_000, "3 d 4 h"),
            (nil, "-"), (-1, "-"), (.infinity, "-"), (1e300, "-"),
        ] as [(Double?, String)]
    )
    func duration(milliseconds: Double?, text: String) {
        #expect(Figure.duration(milliseconds: milliseconds) == text)
    }

    @Test func styleIsEscapesOrNothing() {
        let colour = Style(isColoured: true)
        #expect(colour(.bad, "error") == "\u{1B}[31merror\u{1B}[0m")
        #expect(colour(.strong, "") == "")
        for role in Style.Role.allCases { #expect(Style.plain(role, "text") == "text") }
    }
}
