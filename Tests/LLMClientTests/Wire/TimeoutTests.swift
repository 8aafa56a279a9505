import LLMClient
import Measurement
import MockProvider
import Testing

/// Every deadline: the kind, the words, and what was measured until then.
@Suite(.timeLimit(.minutes(2)))
struct TimeoutTests {
    @Test func headersThatDoNotCome() async throws {
        var timeouts = Timeouts(total: 60)
        timeouts.firstByte = 0.1
        try await withBench { bench in
            let run = try await bench.run(ResponseScript([.stallForever]), timeouts: timeouts)
            #expect(
                run.outcome
                    == .error(
                        Failure(.timeout, "no answer within 0.1 s; set timeout raises the limit")
                    )
            )
            #expect(run.end >= 100)
            #expect(run.headers == nil)
            #expect(try await eventually { bench.mock.load().connections == 0 })
        }
    }

    @Test func aStallInTheMiddle() async throws {
        var timeouts = Timeouts(total: 60)
        timeouts.idle = 0.2
        try await withBench { bench in
            let text = Stream.role + Stream.token("a") + Stream.token("b") + Stream.token("c")
            let script = ResponseScript.oneWrite(text, then: .stallForever)
            let run = try await bench.run(script, timeouts: timeouts)
            #expect(
                run.outcome
                    == .error(
                        Failure(
                            .timeout,
                            "the answer fell silent for 0.2 s; a longer timeout allows more"
                        )
                    )
            )
            #expect(run.timeline.chunks == 3)
            #expect(run.response == "abc")
            let lastToken = try #require(run.lastToken)
            #expect(run.end >= lastToken + 200)
            // Long before the deadlines of the first byte and of the whole run.
            #expect(run.end < 30_000)
        }
    }

    @Test func aRunThatTakesTooLong() async throws {
        var timeouts = Timeouts(total: 60)
        timeouts.total = 0.2
        try await withBench { bench in
            let script = ResponseScript.oneWrite(Stream.token("a"), then: .stallForever)
            let run = try await bench.run(script, timeouts: timeouts)
            #expect(
                run.outcome
                    == .error(
                        Failure(
                            .timeout,
                            "the run took longer than 0.2 s; set timeout raises the limit"
                        )
                    )
            )
            #expect(run.end >= 200)
        }
    }

    /// Comments keep an answer alive; the end of the whole run they do not put off.
    @Test func commentsEndASilenceAndNotTheRun() async throws {
        var timeouts = Timeouts(total: 1.6)
        timeouts.idle = 1
        let beats = (0..<100).flatMap { _ in
            [ResponseScript.Step.text(": beat\n\n"), .pause(.milliseconds(20))]
        }
        try await withBench { bench in
            let run = try await bench.run(
                .response(body: beats + [.stallForever]),
                timeouts: timeouts
            )
            let message = try #require(run.outcome.failure).message
            #expect(message.hasPrefix("the run took longer than 1.6 s"))
            #expect(run.firstByte != nil)
            #expect(run.firstToken == nil)
        }
    }

    @Test(arguments: [0, 1e-9, 1e10, 1e300, .infinity, .nan, -1])
    func noLimitIsTooStrangeToRunWith(total: Double) async throws {
        try await withBench { bench in
            let run = await bench.send(try bench.prepared(timeouts: Timeouts(total: total)))
            #expect(run.outcome == .success || run.outcome.failure?.kind == .timeout)
            if total > 1 { #expect(run.outcome == .success) }
        }
    }
}
