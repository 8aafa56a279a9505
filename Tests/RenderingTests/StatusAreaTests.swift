import Measurement
import Rendering
import Testing
import Text

@Suite struct StatusAreaTests {
    /// Ten requests on three lanes: four ended, one of them failed, and two are in flight.
    private static let progress: Progress = {
        var progress = Progress(requests: 10, lanes: 3)
        progress.isStarted = true
        for number in 1...4 { progress.send(lane: (number - 1) % 3, at: Double(number) * 100) }
        for number in 1...3 {
            var run = Fixture.success(number, ttft: 50 + Double(number))
            run.lane = (number - 1) % 3
            progress.finish(run)
        }
        var failed = Fixture.failure(4, Fixture.slowDown)
        failed.lane = 0
        progress.finish(failed)
        progress.send(lane: 0, at: 1100)
        progress.send(lane: 1, at: 1400)
        return progress
    }()

    private static func lines(_ width: Int, _ style: Style = .plain) -> [String] {
        StatusArea(progress, elapsed: 1500, width: width, style: style).lines
    }

    @Test func oneAreaSaysHowFarAndHowItGoes() {
        #expect(
            Self.lines(100) == [
                "  █████████░░░░░░░░░░░░░░░  4/10  2 in flight  1.5 s  about 2.3 s left",
                "  1 error  ttft p50 52.0  p95 52.9 ms  128.0 tok/s  2.00 req/s", "  lanes ▅▂·",
            ]
        )
        #expect(
            Self.lines(40, Style(isASCII: true)) == [
                "  ###......  4/10  2 in flight  1.5 s", "  1 error  ttft p50 52.0  p95 52.9 ms",
                "  lanes +:_",
            ]
        )
    }

    @Test("It fits every window", arguments: [1, 5, 20, 21, 39, 40, 60, 300])
    func widths(width: Int) {
        for line in Self.lines(width, Style(isColoured: true)) {
            #expect(line.displayWidth < max(2, width), "\(line)")
        }
    }

    @Test func beforeAndBetween() {
        var progress = Progress(requests: 1, lanes: 1)
        let area = { (progress: Progress) in
            StatusArea(progress, elapsed: 1234, width: 80).lines
        }
        #expect(area(progress) == ["  connecting…"])
        progress.isStarted = true
        progress.send(lane: 0, at: 0)
        #expect(area(progress) == ["  waiting for the first token  1.2 s"])
        var many = Progress(requests: 500, lanes: 200)
        many.isStarted = true
        for lane in 0..<200 { many.send(lane: lane, at: Double(lane)) }
        #expect(area(many).last?.displayWidth == 79)
        many.isStopping = true
        #expect(area(many).first?.contains("stopping") == true)
    }

    /// However many runs there are, their percentiles stay right, and cheap to ask for.
    @Test func aLongSuiteKeepsItsPercentiles() {
        let count = 50_000
        var progress = Progress(requests: count, lanes: 1)
        progress.isStarted = true
        for number in 0..<count {
            progress.send(lane: 0, at: 0)
            // In no order: every value from 0 to 49,999 tenths of a millisecond once.
            progress.finish(
                Fixture.success(number, ttft: Double(number * 7919 % count) / 10, tokens: 1)
            )
        }
        let line = StatusArea(progress, elapsed: 1, width: 100).lines.joined(separator: "\n")
        let p50 = line.firstMatch(of: /p50 (\d+)/).flatMap { Double($0.1) } ?? 0
        let p95 = line.firstMatch(of: /p95 (\d+)/).flatMap { Double($0.1) } ?? 0
        #expect(abs(p50 - 2500) < 50 && abs(p95 - 4750) < 50, "\(line)")
    }
}
