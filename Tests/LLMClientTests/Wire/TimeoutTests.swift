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
                        Failure(
                            .timeout,
                            "no answer came within 0.1 s; set timeout raises the limit"
                        )
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
            let failure = try #require(run.outcome.failure)
            #expect(failure.kind == .timeout)
            #expect(failure.message.hasPrefix("3 chunks came, then silence for 0."))
            #expect(failure.message.hasSuffix(" s; set timeout raises the limit"))
            #expect(run.timeline.chunks == 3)
            #expect(run.response == "abc")
            let lastToken = try #require(run.lastToken)
            #expect(run.end >= lastToken + 200)
            // Long before the deadlines of the first byte and of the whole run.
            #expect(run.end < 30_000)
        }
    }

    struct Stall: Sendable, CustomTestStringConvertible {
        let name: String
        let script: ResponseScript
        let message: String
        var status: Int?

        var testDescription: String { name }
    }

    /// With limits as a shell sets them: the whole run, and no other that is shorter.
    @Test(arguments: [
        Stall(
            name: "nothing",
            script: ResponseScript([]),
            message: "no answer came within 1 s"
        ),
        Stall(
            name: "half of the headers",
            script: ResponseScript([.text("HTTP/1.1 200 OK\r\nConte")]),
            message: "the headers of the answer did not end in 1"
        ),
        Stall(
            name: "headers",
            script: .oneWrite(""),
            message: "headers came, then nothing for "
        ),
        Stall(
            name: "no text",
            script: .oneWrite(Stream.role),
            message: "headers came, then no text and silence for "
        ),
        Stall(
            name: "a chunk",
            script: .oneWrite(Stream.role + Stream.token("a")),
            message: "1 chunk came, then silence for "
        ),
        Stall(
            name: "an error without an end",
            script: ResponseScript([
                .text(
                    "HTTP/1.1 500 Oops\r\nContent-Length: 99\r\n\r\n"
                        + #"{"error":{"message":"boom"}}"#
                )
            ]),
            message: "HTTP 500, but its body never ended: boom; ",
            status: 500
        ),
    ])
    func aStallSaysWhatCameBefore(stall: Stall) async throws {
        try await withBench { bench in
            let script = stall.script.steps.filter { $0 != .close } + [.stallForever]
            var timeouts = Timeouts(total: 1)
            timeouts.connect = 100
            let run = try await bench.run(ResponseScript(script), timeouts: timeouts)
            let failure = try #require(run.outcome.failure)
            #expect(failure.kind == .timeout)
            #expect(failure.message.hasPrefix(stall.message), "\(failure.message)")
            #expect(failure.message.hasSuffix("; set timeout raises the limit"))
            #expect(failure.httpStatus == stall.status)
            #expect(run.end >= 1000)
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
