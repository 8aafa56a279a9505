import Measurement
import Rendering
import Testing
import Text

@Suite struct RunReportTests {
    /// Thirty chunks 10 ms apart, with a silence of 210 ms in the middle.
    private static let stalled: Run = {
        var run = Fixture.success(3, ttft: 50, tokens: 30)
        run.timeline = Timeline(
            arrivals: (0..<30).map { 50_000 + Int64($0) * 10_000 + ($0 < 15 ? 0 : 200_000) }
        )
        run.end = 541
        return run
    }()

    @Test func aRunIsDrawnWithItsStalls() {
        let report = RunReport(Self.stalled, of: Fixture.suite(), width: 64)
        #expect(
            report.lines == [
                "run 3 of suite 12: openai/gpt-6-luna, success", "",
                "  ttft 50.0 ms   ttfb 48.0 ms   latency 541.0 ms   100.0 tok/s",
                "  30 chunks in 30 reads", "",
                "  │····███████████████────────────────────███████████████",
                "        ╵ttft        ╵stall 210.0 ms                   ╵end",
                "  └┬──────────────────┬───────────────────┬──────────────────┬",
                "   0                  200                 400           600 ms", "",
                "  1 stall, 38.8% of the time; between reads usually 10.0 ms",
                "    210.0 ms of silence from 190.0 ms on", "", "  finish     stop",
            ],
            "\(report.lines.joined(separator: "\n"))"
        )
    }

    @Test func stallsAreLongAndUnusual() {
        #expect(Self.stalled.timeline.stalls.map(\.duration) == [210])
        #expect(Self.stalled.timeline.stalls.first?.start == 190)
        #expect(Fixture.success(1).timeline.stalls.isEmpty)
        let quick = Timeline(arrivals: [0, 100, 200, 300, 2300])
        #expect(quick.stalls.isEmpty, "2 ms are not felt")
        #expect(Timeline().stalls.isEmpty)
        #expect(quick.silences.map(\.duration) == quick.gaps)
    }

    @Test("It fits the window", arguments: [20, 40, 80, 300])
    func widths(width: Int) {
        let lines = RunReport(Self.stalled, of: Fixture.suite(), width: width).lines
        for line in lines.dropFirst(2) { #expect(line.displayWidth <= max(width, 40), "\(line)") }
    }

    @Test func aRunWithoutChunksHasItsError() {
        let lines = RunReport(Fixture.failure(1, Fixture.slowDown), of: Fixture.suite()).lines
        #expect(lines.last == "  error      rate_limited: HTTP 429: slow down (retry after 2 s)")
    }
}
