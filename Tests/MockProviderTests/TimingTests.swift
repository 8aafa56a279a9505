import MockProvider
import Testing

@Suite struct TimingTests {
    @Test(arguments: [0, 0.9])
    func noTokenIsEarly(jitter: Double) async throws {
        let paced = Behaviour(
            ttft: .milliseconds(30),
            gap: .milliseconds(4),
            tokens: 20,
            jitter: jitter
        )
        try await withMock(["m": paced]) { mock in
            let wire = try Wire(port: mock.port)
            let sent = Wire.now()
            try wire.send(Wire.chat("m"))
            let arrivals = try wire.receive().times(of: #""delta":{"content":"#)
            #expect(arrivals.count == 20)
            for (index, arrival) in arrivals.enumerated() {
                // Jitter moves a token by no more than its share of all gaps before it.
                let due = 30.0 + Double(index) * 4 * (1 - jitter)
                #expect(Double(arrival - sent) / 1_000_000 >= due)
            }
        }
    }

    @Test func aWholeAnswerIsDueWithItsLastToken() async throws {
        let paced = Behaviour(ttft: .milliseconds(20), gap: .milliseconds(5), tokens: 7)
        try await withMock(["m": paced]) { mock in
            let sent = Wire.now()
            let received = try Wire.exchange(Wire.chat("m", stream: false), port: mock.port)
            #expect(try #require(received.reads.last).time - sent >= 50_000_000)
        }
    }

    @Test func headersAndRoleComeBeforeTheFirstToken() async throws {
        let paced = Behaviour(ttft: .milliseconds(200), gap: .zero, tokens: 1)
        try await withMock(["m": paced]) { mock in
            let received = try Wire.exchange(Wire.chat("m"), port: mock.port)
            let role = try #require(received.times(of: #""role":"assistant""#).first)
            let token = try #require(received.times(of: #""delta":{"content":"#).first)
            #expect(role < token)
        }
    }

    @Test func latenessCountsEachTokenAndCanBeReset() async throws {
        try await withMock(["m": .instant(tokens: 5)]) { mock in
            #expect(mock.lateness() == nil)
            for _ in 0..<4 { _ = try Wire.exchange(Wire.chat("m"), port: mock.port) }
            let lateness = try #require(mock.lateness())
            #expect(lateness.count == 20)
            #expect(lateness.mean > 0)
            #expect(lateness.mean <= lateness.max)
            #expect(lateness.p99 <= lateness.max)
            mock.resetLateness()
            #expect(mock.lateness() == nil)
        }
    }

    @Test func aClientThatDoesNotReadMakesTheServerLate() async throws {
        // More than the socket's buffers hold, so the last tokens must wait for the client.
        try await withMock(["m": .instant(tokens: 30_000)]) { mock in
            let wire = try Wire(port: mock.port, receiveBuffer: 4096)
            try wire.send(Wire.chat("m"))
            #expect(wire.hears(within: 10_000))
            let heard = Wire.now()
            var written = -1
            let isStuck = try await eventually {
                defer { written = mock.lateness()?.count ?? 0 }
                return written == mock.lateness()?.count
            }
            #expect(isStuck && written < 30_000)
            let held = Wire.now() - heard
            let received = try wire.receive()
            #expect(received.times(of: #""delta":{"content":"#).count == 30_000)
            #expect(try await eventually { mock.lateness()?.count == 30_000 })
            #expect(try #require(mock.lateness()).max * 1000 >= Double(held))
        }
    }

    @Test func timingsOfLlamaCppAgreeWithTheSchedule() async throws {
        let paced = Behaviour(
            ttft: .milliseconds(5),
            gap: .milliseconds(3),
            tokens: 11,
            dialect: .llamaCpp
        )
        try await withMock(["m": paced]) { mock in
            let chunks = try Wire.exchange(Wire.chat("m"), port: mock.port).chunks
            let timings = try #require(chunks.compactMap(\.timings).last)
            #expect(timings.predicted_n == 11)
            // Ten gaps, short only by as much as the first token was late.
            let late = try #require(mock.lateness()).max / 1000
            #expect(timings.predicted_ms >= 30 - late)
            let speed = 11 * 1000 / timings.predicted_ms
            #expect(abs(timings.predicted_per_second - speed) < speed / 1_000_000)
        }
    }
}
