import Measurement
import Testing

@testable import LLMClient

@Suite(.timeLimit(.minutes(2)))
struct FirstAnswerTests {
    private static let late = Failure(.timeout, "late")

    @Test func theFirstCountsWhetherGivenBeforeOrAfterItIsAwaited() async throws {
        let before = FirstAnswer<Int>()
        #expect(before.give(.success(1)))
        #expect(!before.give(.failure(Self.late)))
        #expect(await before.answer() == .success(1))

        let after = FirstAnswer<Int>()
        async let answer = after.answer()
        #expect(after.give(.failure(Self.late)))
        #expect(!after.give(.success(2)))
        #expect(await answer == .failure(Self.late))
    }

    @Test func aCancelledTaskWaitsNoLonger() async {
        let first = FirstAnswer<Int>()
        let task = Task { await first.answer() }
        task.cancel()
        #expect(await task.value == .failure(Failure(.connect, "connecting was stopped")))
        #expect(!first.give(.success(1)))
    }

    @Test func ofManyAtOnceOneCounts() async {
        let first = FirstAnswer<Int>()
        let winners = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<200 {
                group.addTask { first.give(.success(number)) ? number : nil }
            }
            return await group.reduce(into: [] as [Int]) { $0 += $1.map { [$0] } ?? [] }
        }
        #expect(winners.count == 1)
        #expect(await first.answer() == .success(winners.first ?? -1))
    }
}
