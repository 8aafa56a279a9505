import MockProvider
import Testing

@Suite struct FirstTokenLatenessTests {
    @Test func countsOneTokenOfEachAnswerAndIsResetWithTheRest() async throws {
        try await withMock(["m": .instant(tokens: 5)]) { mock in
            #expect(mock.firstTokenLateness() == nil)
            for _ in 0..<4 { _ = try Wire.exchange(Wire.chat("m"), port: mock.port) }
            let first = try #require(mock.firstTokenLateness())
            let all = try #require(mock.lateness())
            #expect(first.count == 4)
            #expect(all.count == 20)
            #expect(first.max <= all.max)
            mock.resetLateness()
            #expect(mock.firstTokenLateness() == nil)
        }
    }
}
