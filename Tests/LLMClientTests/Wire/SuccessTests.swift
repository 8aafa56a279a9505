import LLMClient
import Measurement
import MockProvider
import Testing

/// Answers that succeed, against a server whose pace is known.
struct SuccessTests {
    @Test func timesNeverRunAheadOfTheServer() async throws {
        let pace = Behaviour(ttft: .milliseconds(60), gap: .milliseconds(5), tokens: 12)
        try await withBench(pace) { bench in
            let run = await bench.send(try bench.prepared())
            #expect(run.outcome == .success)
            let firstToken = try #require(run.firstToken)
            let lastToken = try #require(run.lastToken)
            #expect(firstToken >= 60)
            #expect(lastToken >= 60 + 11 * 5)
            let order = [
                run.headers, run.firstByte, firstToken, run.firstAnswer, lastToken, run.end,
            ]
            let times = order.compactMap(\.self)
            #expect(times.count == order.count)
            #expect(times == times.sorted())
            #expect(run.firstAnswer == firstToken)
            #expect(run.timeline.chunks == 12)
            #expect(run.timeline.arrivals == run.timeline.arrivals.sorted())
            let reads = Set(run.timeline.arrivals).count
            #expect((run.tokensPerSecond != nil) == (reads > 1))
            #expect(run.startOffset >= 0)
        }
    }

    @Test func countsComeFromTheServersUsage() async throws {
        try await withBench { bench in
            let run = await bench.send(try bench.prepared())
            #expect(run.tokens.output == 8)
            #expect(run.tokens.input == 2)
            #expect(run.tokens.total == 10)
            #expect(run.tokens.source == .usage)
            #expect(run.finishReason == "stop")
            #expect(!run.response.isEmpty)
            #expect(run.reasoning.isEmpty)
            #expect(run.notes.isEmpty)
        }
    }

    @Test func withoutUsageTokensAreEstimatedAndSaidToBe() async throws {
        var silent = Behaviour.short
        silent.dialect = .openAINoUsage
        try await withBench(silent) { bench in
            let run = await bench.send(try bench.prepared())
            #expect(run.outcome == .success)
            #expect(run.tokens.source == .estimated)
            #expect(run.tokens.output == 8)
            #expect(run.notes == ["no usage came; tokens are estimated"])
        }
    }

    /// Some servers send a usage that counts nothing, others count by other names.
    @Test(
        arguments: [
            (#"{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}"#, nil, 2, true),
            (#"{"input_tokens":11,"output_tokens":4}"#, 11, 4, false),
        ] as [(String, Int?, Int, Bool)]
    )
    func usageOfAnotherKind(usage: String, input: Int?, output: Int, isGuess: Bool) async throws {
        let text =
            Stream.token("one ") + Stream.token("two") + Stream.finish
            + Stream.event(#"{"choices":[],"usage":\#(usage)}"#) + Stream.done
        try await withBench { bench in
            let run = try await bench.run(.stream(text))
            #expect(run.tokens.input == input)
            #expect(run.tokens.output == output)
            #expect(run.tokens.source == (isGuess ? .estimated : .usage))
        }
    }

    @Test func anOldFunctionCallIsAnAnswer() async throws {
        let call = Stream.event(
            #"{"choices":[{"delta":{"function_call":{"name":"f","arguments":"{}"}}}]}"#
        )
        let finish = Stream.event(#"{"choices":[{"delta":{},"finish_reason":"function_call"}]}"#)
        try await withBench { bench in
            let run = try await bench.run(.stream(call + finish + Stream.done))
            #expect(run.outcome == .success)
            #expect(run.timeline.chunks == 1)
        }
    }

    @Test(arguments: Dialect.allCases)
    func readsEveryDialect(dialect: Dialect) async throws {
        var behaviour = Behaviour.short
        behaviour.dialect = dialect
        behaviour.reasoningTokens = 3
        try await withBench(behaviour) { bench in
            let run = await bench.send(try bench.prepared())
            #expect(run.outcome == .success)
            #expect(run.tokens.output == 8 || run.tokens.source == .estimated)
            let firstToken = try #require(run.firstToken)
            let firstAnswer = try #require(run.firstAnswer)
            #expect(firstToken >= 20)
            #expect(firstAnswer >= firstToken)
            let hides = dialect == .openAI || dialect == .openAINoUsage
            #expect(run.reasoning.isEmpty == hides)
            #expect(run.reasoningHidden == (dialect == .openAI))
        }
    }

    @Test(arguments: [
        ResponseScript.stream(Stream.complete), .stream(Stream.complete, framing: .contentLength),
        .stream(Stream.complete, framing: .untilClose), .oneWrite(Stream.complete),
        .response(body: ResponseScript.cut(Array(Stream.complete.utf8), at: [9, 80, 81, 200])),
    ])
    func everyFramingCarriesTheSameAnswer(script: ResponseScript) async throws {
        try await withBench { bench in
            let run = try await bench.run(script)
            #expect(run.outcome == .success)
            #expect(run.response == "one two")
            #expect(run.tokens.output == 2)
            #expect(run.notes.isEmpty)
        }
    }

    @Test func aStreamInOneReadHasNoSpeed() async throws {
        try await withBench { bench in
            let run = try await bench.run(.oneWrite(Stream.complete))
            #expect(run.outcome == .success)
            #expect(run.firstToken != nil)
            #expect(run.timeline.chunks == 2)
            #expect(Set(run.timeline.arrivals).count == 1)
            #expect(run.firstReadShare == 1)
            #expect(run.tokensPerSecond == nil)
            #expect(run.timeline.gaps.isEmpty)
            #expect(run.headers == run.firstToken)
            #expect(run.firstByte == run.firstToken)
        }
    }

    @Test func chunksOfOneReadShareItsStamp() async throws {
        let pair = Stream.token("a") + Stream.token("b")
        let body: [ResponseScript.Step] = [
            .text(pair), .pause(.milliseconds(30)), .text(pair + Stream.finish + Stream.done),
        ]
        try await withBench { bench in
            let run = try await bench.run(.response(framing: .untilClose, body: body))
            let arrivals = run.timeline.arrivals
            try #require(arrivals.count == 4)
            #expect(arrivals[0] == arrivals[1])
            #expect(arrivals[2] == arrivals[3])
            // The server counts from the moment it read the request, which was after the start.
            #expect(arrivals[2] >= 30_000)
        }
    }

    @Test func aCommentIsABodyByteAndNotAToken() async throws {
        let body: [ResponseScript.Step] = [
            .text(": processing\n\n"), .pause(.milliseconds(30)), .text(Stream.complete),
        ]
        try await withBench { bench in
            let run = try await bench.run(.response(body: body))
            let firstByte = try #require(run.firstByte)
            let firstToken = try #require(run.firstToken)
            #expect(firstToken >= 30)
            #expect(firstByte <= firstToken)
        }
    }

    @Test func aResponseThatDoesNotEndAfterDoneIsEndedThere() async throws {
        try await withBench { bench in
            let body: [ResponseScript.Step] = [.text(Stream.complete), .stallForever]
            let run = try await bench.run(.response(body: body))
            #expect(run.outcome == .success)
            #expect(run.end == run.lastToken)
            #expect(run.notes == ["the end of the response never came"])
            #expect(try await eventually { bench.mock.load().connections == 0 })
        }
    }

    @Test func textCanBeWatchedWhileItComes() async throws {
        let script = ResponseScript.response(body: [
            .text(Stream.role + Stream.token("héllo ") + Stream.token("there")), .stallForever,
        ])
        try await withBench { bench in
            bench.mock.set(script: script, for: "m")
            let prepared = try bench.prepared()
            let task = Task { await bench.send(prepared, lane: 3) }
            var seen = ""
            let came = try await eventually {
                for text in await bench.client.newText(lane: 3) { seen += text.text }
                return seen == "héllo there"
            }
            #expect(came)
            #expect(await bench.client.newText(lane: 3).isEmpty)
            #expect(await bench.client.newText(lane: 4).isEmpty)
            task.cancel()
            #expect(await task.value.response == "héllo there")
        }
    }
}
