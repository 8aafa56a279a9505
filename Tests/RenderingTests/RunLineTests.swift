import Measurement
import Rendering
import Testing
import Text

@Suite struct RunLineTests {
    private let both = [Fixture.openai, Fixture.glm]

    private func lines(_ suite: Suite, width: Int? = nil, _ runs: [Run]) -> String {
        let line = RunLine(suite: suite, width: width)
        return ([line.header] + runs.map(line.text)).joined(separator: "\n")
    }

    @Test func rowsLineUp() {
        let runs = [
            Fixture.success(1), Fixture.failure(2, Fixture.slowDown), Fixture.cancelled(3),
            Fixture.success(4, ttft: 1234.5, tokens: 1, source: .estimated),
        ]
        #expect(
            lines(Fixture.suite(), runs) == """
                  run   ttft ms   latency ms     tok/s   tokens
                  1/5      52.1        683.1     100.0       64   ok
                  2/5         -         12.0         -        -   error: rate_limited: HTTP 429: slow down (retry after 2 s)
                  3/5         -         30.0         -        -   cancelled
                  4/5      1235         1236         -       ≈1   ok
                """
        )
    }

    @Test func severalTargetsAreNamed() {
        let suite = Fixture.suite(.comparison, targets: both, requests: 12)
        #expect(
            lines(suite, [Fixture.success(3), Fixture.success(12, target: Fixture.glm)]) == """
                    run   target              ttft ms   latency ms     tok/s   tokens
                   3/12   openai/gpt-6-luna      52.1        683.1     100.0       64   ok
                  12/12   glm/glm-5              52.1        683.1     100.0       64   ok
                """
        )
    }

    @Test(
        "Nothing is wider than the terminal, and how a run ended always shows",
        arguments: [20, 40, 80, 200],
        [1, 2]
    )
    func width(width: Int, targets: Int) {
        let suite = Fixture.suite(
            .comparison,
            targets: Array(both.prefix(targets)),
            requests: 500
        )
        let line = RunLine(suite: suite, width: width)
        let success = line.text(of: Fixture.success(500))
        let failure = line.text(of: Fixture.failure(2, Fixture.slowDown))
        for text in [line.header, success, failure] { #expect(text.displayWidth <= width) }
        #expect(success.hasSuffix(" ok"))
        // A row of a comparison has at least its target.
        #expect(success.contains("52.1") || targets > 1 && success.contains("openai"))
        #expect(failure.contains("err"))
        #expect(failure.hasSuffix("…") || failure.hasSuffix("(retry after 2 s)"))
    }

    @Test func messageTakesThePlaceOfFiguresWhereItDoesNotFit() {
        let suite = Fixture.suite()
        let runs = [Fixture.success(1), Fixture.failure(2, Fixture.slowDown)]
        #expect(
            lines(suite, width: 40, runs) == """
                run  ttft ms  latency ms    tok/s
                1/5     52.1       683.1    100.0  ok
                2/5  error: rate_limited: HTTP 429: slo…
                """
        )
    }

    @Test func textOfServersIsWrittenOut() {
        let failure = Failure(.http, "\u{1B}]0;owned\u{7}\nHTTP 500")
        let text = RunLine(suite: Fixture.suite()).text(of: Fixture.failure(1, failure))
        #expect(text.hasSuffix("error: http: \\x1b]0;owned\\x07\\nHTTP 500"))
    }

    @Test func colourRepeatsTheWord() {
        let line = RunLine(suite: Fixture.suite(), style: Style(isColoured: true))
        #expect(line.text(of: Fixture.success(1)).hasSuffix("   \u{1B}[32mok\u{1B}[0m"))
        #expect(line.text(of: Fixture.cancelled(1)).hasSuffix("\u{1B}[33mcancelled\u{1B}[0m"))
    }

    @Test func waitIsSaidOnce() {
        #expect(Fixture.slowDown.words == "rate_limited: HTTP 429: slow down (retry after 2 s)")
        let said = Failure(.rateLimited, "HTTP 429, retry after 2 s", retryAfter: 2)
        #expect(said.words == "rate_limited: HTTP 429, retry after 2 s")
    }
}
