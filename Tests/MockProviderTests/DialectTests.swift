import MockProvider
import Testing

@Suite struct DialectTests {
    /// How many usage objects a stream has without and with being asked.
    @Test(arguments: [
        (Dialect.openAI, 0, 1), (.openAINoUsage, 0, 0), (.deepSeek, 0, 1), (.kimi, 1, 2),
        (.miniMax, 0, 1), (.openRouter, 1, 1), (.ollama, 0, 1), (.llamaCpp, 0, 1),
    ])
    func usageComesWhereTheDialectPutsIt(dialect: Dialect, unasked: Int, asked: Int) async throws {
        let behaviour = Behaviour.instant(tokens: 9, reasoningTokens: 4, dialect: dialect)
        try await withMock(["m": behaviour]) { mock in
            let plain = try Wire.exchange(Wire.chat("m"), port: mock.port)
            #expect(plain.chunks.usages.count == unasked)
            let request = Wire.chat("m", fields: Wire.withUsage)
            let received = try Wire.exchange(request, port: mock.port)
            #expect(received.chunks.usages.count == asked)
            #expect(received.chunks.usages.allSatisfy { $0.completion_tokens == 9 })
            #expect(received.chunks.usages.allSatisfy { $0.total_tokens == 12 })
            #expect(received.events.last == "[DONE]")
            #expect(received.chunks.count == received.events.count - 1)
            #expect(received.chunks.finishReason == "stop")
        }
    }

    @Test(arguments: [Dialect.deepSeek, .kimi, .openRouter, .ollama, .llamaCpp])
    func reasoningComesFirstInItsOwnField(dialect: Dialect) async throws {
        let behaviour = Behaviour.instant(tokens: 9, reasoningTokens: 4, dialect: dialect)
        try await withMock(["m": behaviour]) { mock in
            let chunks = try Wire.exchange(Wire.chat("m"), port: mock.port).chunks
            let kinds = chunks.compactMap { chunk -> Character? in
                if ![chunk].reasoning.isEmpty { return "r" }
                return [chunk].answer.isEmpty ? nil : "a"
            }
            #expect(String(kinds) == "rrrraaaaa")
            let whole = try Wire.exchange(Wire.chat("m", stream: false), port: mock.port).decoded()
            #expect(whole.choices?.first?.message?.anyReasoning?.isEmpty == false)
        }
    }

    @Test func openAIHidesReasoningAndCountsIt() async throws {
        try await withMock(["m": .instant(tokens: 9, reasoningTokens: 4)]) { mock in
            let request = Wire.chat("m", fields: Wire.withUsage)
            let chunks = try Wire.exchange(request, port: mock.port).chunks
            #expect(chunks.reasoning.isEmpty)
            #expect(chunks.answer.count == 5)
            #expect(chunks.usages.last?.completion_tokens == 9)
            #expect(chunks.usages.last?.completion_tokens_details?.reasoning_tokens == 4)
        }
    }

    @Test func miniMaxPutsReasoningInTagsAndCutsTheClosingOne() async throws {
        let behaviour = Behaviour.instant(tokens: 9, reasoningTokens: 4, dialect: .miniMax)
        try await withMock(["m": behaviour]) { mock in
            let answer = try Wire.exchange(Wire.chat("m"), port: mock.port).chunks.answer
            #expect(answer.count == 9)
            #expect(answer[0].hasPrefix("<think>\n"))
            #expect(answer[3].hasSuffix("\n</thi"))
            #expect(answer[4].hasPrefix("nk>\n\n"))
        }
    }

    @Test func commentsComeBeforeTheFirstChunk() async throws {
        for (dialect, comment) in [
            (Dialect.deepSeek, ": keep-alive\n\n"), (.openRouter, ": OPENROUTER PROCESSING\n\n"),
        ] {
            try await withMock(["m": .instant(dialect: dialect)]) { mock in
                let body = try Wire.exchange(Wire.chat("m"), port: mock.port).body
                #expect(body.hasPrefix(comment))
            }
        }
    }

    @Test func openRouterSaysTheCost() async throws {
        try await withMock(["m": .instant(dialect: .openRouter)]) { mock in
            let chunks = try Wire.exchange(Wire.chat("m"), port: mock.port).chunks
            #expect(chunks.usages.last?.cost == 0.000_043)
        }
    }

    @Test func aNameWithQuotesStaysValidJSON() async throws {
        let name = #"a"b\c"#
        try await withMock([name: .instant()]) { mock in
            let received = try Wire.exchange(Wire.chat(#"a\"b\\c"#), port: mock.port)
            #expect(received.status == 200)
            #expect(received.chunks.answer.count == 8)
        }
    }
}
