import MockProvider
import Testing

@Suite struct FaultTests {
    private func failing(_ fault: Fault, dialect: Dialect = .openAI) -> Behaviour {
        var behaviour = Behaviour.instant(dialect: dialect)
        behaviour.errorRate = 1
        behaviour.faults = [fault]
        return behaviour
    }

    @Test func refusalsHaveStatusBodyAndRetryAfter() async throws {
        try await withMock(["m": failing(.rateLimited), "n": failing(.serverError)]) { mock in
            let limited = try Wire.exchange(Wire.chat("m"), port: mock.port)
            #expect(limited.status == 429)
            #expect(limited.header("Retry-After") == "1")
            #expect(try limited.decoded().error != nil)
            let broken = try Wire.exchange(Wire.chat("n"), port: mock.port)
            #expect(broken.status == 500)
            #expect(try broken.decoded().error != nil)
        }
    }

    @Test(arguments: Dialect.allCases)
    func streamErrorsComeAfterHalfTheTokensWithoutDone(dialect: Dialect) async throws {
        try await withMock(["m": failing(.streamError, dialect: dialect)]) { mock in
            let received = try Wire.exchange(Wire.chat("m"), port: mock.port)
            #expect(received.status == 200)
            #expect(received.end == nil)
            #expect(received.chunks.answer.count == 4)
            #expect(received.events.contains("[DONE]") == false)
            // Ollama says nothing at all; the missing finish reason has to tell.
            let silent = dialect == .ollama
            #expect((received.chunks.last?.error == nil) == silent)
            #expect(received.chunks.finishReason == (dialect == .openRouter ? "error" : nil))
        }
    }

    @Test func cutConnectionsEndInsideTheBody() async throws {
        try await withMock(["m": failing(.cutConnection)]) { mock in
            let received = try Wire.exchange(Wire.chat("m"), port: mock.port)
            #expect(received.end == .closed)
            #expect(received.chunks.answer.count == 4)
            #expect(received.events.contains("[DONE]") == false)
        }
    }

    @Test func theMixFollowsTheSeed() async throws {
        func outcomes(seed: UInt64, rate: Double) async throws -> [String] {
            var outcomes: [String] = []
            var behaviour = Behaviour.instant(tokens: 4)
            behaviour.errorRate = rate
            behaviour.seed = seed
            try await withMock(["m": behaviour]) { mock in
                outcomes = try (0..<200).map { _ in
                    let received = try Wire.exchange(Wire.chat("m"), port: mock.port)
                    let ending = received.events.last == "[DONE]" ? "done" : "cut"
                    return "\(received.status ?? 0) \(ending) \(String(describing: received.end))"
                }
            }
            return outcomes
        }
        let first = try await outcomes(seed: 3, rate: 0.4)
        #expect(try await outcomes(seed: 3, rate: 0.4) == first)
        #expect(try await outcomes(seed: 4, rate: 0.4) != first)
        // Every kind of fault, and a share within four standard deviations of 0.4.
        #expect(Set(first).count == 5)
        #expect((52...108).contains(first.count { !$0.contains("done") }))
        #expect(try await outcomes(seed: 3, rate: 0).allSatisfy { $0.hasPrefix("200 done") })
    }
}
