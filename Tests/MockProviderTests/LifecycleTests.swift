import MockProvider
import Testing

@Suite struct LifecycleTests {
    @Test func clientsThatLeaveMidStreamLeaveNothingBehind() async throws {
        let endless = Behaviour(ttft: .zero, gap: .milliseconds(1), tokens: 1_000_000)
        try await withMock(["m": endless]) { mock in
            for _ in 0..<20 {
                let wire = try Wire(port: mock.port)
                try wire.send(Wire.chat("m"))
                #expect(wire.hears(within: 10_000))
            }
            #expect(mock.load().acceptedConnections == 20)
            let gone = try await eventually {
                mock.load().responses == 0 && mock.load().connections == 0
            }
            #expect(gone)
        }
    }

    @Test func stoppingEndsStreamsUnderWay() async throws {
        let mock = try await MockProvider.start(
            behaviours: ["m": Behaviour(ttft: .zero, gap: .seconds(600), tokens: 9)])
        let wire = try Wire(port: mock.port)
        try wire.send(Wire.chat("m"))
        #expect(wire.hears(within: 10_000))
        await mock.stop()
        #expect(try wire.receive().end != nil)
        await mock.stop()
    }

    @Test func portsThatCannotBeHadAreNamed() async throws {
        for port in [-1, 65_536, Int.max] {
            await #expect(throws: MockError.invalidPort(port)) {
                _ = try await MockProvider.start(port: port)
            }
        }
        try await withMock { mock in
            #expect(mock.baseURL == "http://127.0.0.1:\(mock.port)/v1")
            let refusal = await #expect(throws: MockError.self) {
                _ = try await MockProvider.start(port: mock.port)
            }
            #expect(refusal?.description.contains("127.0.0.1:\(mock.port)") == true)
        }
    }

    @Test func moreThreadsServeAsWell() async throws {
        let mock = try await MockProvider.start(behaviours: ["m": .instant()], threads: 2)
        let wires = try (0..<8).map { _ in try Wire(port: mock.port) }
        for wire in wires { try wire.send(Wire.chat("m")) }
        for wire in wires { #expect(try wire.receive().chunks.answer.count == 8) }
        await mock.stop()
    }
}
