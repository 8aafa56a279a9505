import MockProvider
import Testing

@Suite struct StreamTests {
    @Test func aStreamIsOneTokenAnEventWithRoleFirstAndDoneLast() async throws {
        try await withMock { mock in
            let received = try Wire.exchange(Wire.chat("m"), port: mock.port)
            #expect(received.status == 200)
            #expect(received.header("Content-Type") == "text/event-stream; charset=utf-8")
            #expect(received.events.first?.contains(#""role":"assistant","content":"""#) == true)
            #expect(received.events.last == "[DONE]")
            #expect(received.chunks.answer.count == 8)
            #expect(received.chunks.count == received.events.count - 1)
            #expect(received.chunks.finishReason == "stop")
            #expect(received.chunks.usages.isEmpty)
        }
    }

    @Test func usageTrailsWithoutChoicesWhenAsked() async throws {
        try await withMock { mock in
            let request = Wire.chat("m", fields: Wire.withUsage)
            let chunks = try Wire.exchange(request, port: mock.port).chunks
            let last = try #require(chunks.last)
            #expect(last.choices?.isEmpty == true)
            #expect(last.usage?.prompt_tokens == 3)
            #expect(last.usage?.completion_tokens == 8)
            #expect(last.usage?.total_tokens == 11)
        }
    }

    @Test(arguments: [
        (#""one two\n three""#, 3), (#"[{"type":"text","text":"one two"},{"type":"image"}]"#, 2),
        ("null", 0), ("[]", 0), ("7", 0),
    ])
    func promptTokensAreItsWords(content: String, words: Int) async throws {
        try await withMock { mock in
            let messages = #"[{"role":"system","content":"be brief"},{"content":\#(content)}]"#
            let request = Wire.post(#"{"model":"m","messages":\#(messages)}"#)
            let completion = try Wire.exchange(request, port: mock.port).decoded()
            #expect(completion.usage?.prompt_tokens == 2 + words)
        }
    }

    @Test(arguments: [
        (#","max_tokens":3"#, Dialect.openAI, 3, "length"),
        (#","max_completion_tokens":3,"max_tokens":5"#, .openAI, 3, "length"),
        (#","max_tokens":8"#, .openAI, 8, "stop"),
        (#","max_tokens":100"#, .openAI, 8, "stop"),
        (#","max_completion_tokens":3"#, .ollama, 8, "stop"),
        (#","max_tokens":3"#, .ollama, 3, "length"),
    ])
    func limitsCapTheAnswer(
        fields: String,
        dialect: Dialect,
        tokens: Int,
        finish: String
    ) async throws {
        try await withMock(["m": .instant(dialect: dialect)]) { mock in
            let chunks = try Wire.exchange(Wire.chat("m", fields: fields), port: mock.port).chunks
            #expect(chunks.answer.count == tokens)
            #expect(chunks.finishReason == finish)
        }
    }

    @Test func withoutStreamTheSameTextComesWhole() async throws {
        try await withMock { mock in
            let streamed = try Wire.exchange(Wire.chat("m"), port: mock.port)
            // Counting the requests again makes the next one the same.
            mock.set(.instant(), for: "m")
            let whole = try Wire.exchange(Wire.chat("m", stream: false), port: mock.port)
            #expect(whole.header("Content-Type") == "application/json")
            let completion = try whole.decoded()
            #expect(completion.usage?.completion_tokens == 8)
            #expect(completion.choices?.first?.finish_reason == "stop")
            #expect(completion.choices?.first?.message?.content == streamed.chunks.answer.joined())
        }
    }

    @Test func answersWithoutTokensStillFinish() async throws {
        try await withMock(["m": .instant(tokens: 0)]) { mock in
            let received = try Wire.exchange(Wire.chat("m"), port: mock.port)
            #expect(received.chunks.answer.isEmpty)
            #expect(received.chunks.finishReason == "stop")
            #expect(received.events.last == "[DONE]")
        }
    }

    @Test func valuesOutOfRangeAreClamped() async throws {
        let odd = Behaviour(
            ttft: .seconds(-1),
            gap: .seconds(-5),
            tokens: -3,
            reasoningTokens: 9,
            jitter: .nan,
            errorRate: .nan
        )
        let wild = Behaviour(
            ttft: .zero,
            gap: .nanoseconds(1),
            tokens: 4,
            reasoningTokens: -1,
            jitter: 1e300
        )
        try await withMock(["odd": odd, "wild": wild]) { mock in
            let empty = try Wire.exchange(Wire.chat("odd"), port: mock.port)
            #expect(empty.events.last == "[DONE]")
            #expect(try Wire.exchange(Wire.chat("wild"), port: mock.port).chunks.answer.count == 4)
        }
    }

    @Test func twoHundredStreamsAtOnceAreWhole() async throws {
        let paced = Behaviour(ttft: .milliseconds(20), gap: .milliseconds(1), tokens: 50, jitter: 1)
        try await withMock(["m": paced]) { mock in
            let streams = 200
            let request = Wire.chat("m", fields: Wire.withUsage)
            let wires = try (0..<streams).map { _ in try Wire(port: mock.port) }
            for wire in wires { try wire.send(request) }
            let received = try wires.map { try $0.receive() }
            #expect(received.allSatisfy { $0.chunks.answer.count == 50 })
            #expect(received.allSatisfy { $0.chunks.usages.last?.completion_tokens == 50 })
            #expect(mock.lateness()?.count == streams * 50)
            #expect(mock.load().acceptedConnections == streams)
            #expect(mock.load().peakResponses > 1)
            #expect(try await eventually { mock.load().responses == 0 })
        }
    }
}
