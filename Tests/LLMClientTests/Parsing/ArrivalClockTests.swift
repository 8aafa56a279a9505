import Testing

@testable import LLMClient

/// Which of two clocks stamps a read.
struct ArrivalClockTests {
    /// What a read is given: nanoseconds of the monotonic clock, the turn beginning at 10 ms.
    struct Read: Sendable {
        /// Nil where the kernel noted nothing.
        var noted: Int64?
        var earliest: Int64 = 0
        var now: Int64 = 10_000_500
        var isOutOfOrder = false
        let arrival: Int64
    }

    @Test(arguments: [
        // The kernel's note counts, however late the read is.
        Read(noted: 9_990_000, arrival: 9_990_000), Read(noted: 3, arrival: 3),
        // Some bytes arrive while others are read in the same turn.
        Read(noted: 10_000_400, arrival: 10_000_400),
        // No note, or one that somebody who set the clock made untrue.
        Read(noted: nil, arrival: 10_000_500), Read(noted: 10_000_600, arrival: 10_000_500),
        Read(noted: 90_000_000_000, arrival: 10_000_500),
        Read(noted: 4_999_999, earliest: 5_000_000, arrival: 10_000_500),
        Read(noted: 5_000_000, earliest: 5_000_000, arrival: 5_000_000),
        // Packets out of order matter where the read is late after its bytes.
        Read(noted: 3, isOutOfOrder: true, arrival: 10_000_500),
        Read(noted: 9_990_000, isOutOfOrder: true, arrival: 9_990_000),
    ])
    func arrival(of read: Read) {
        let offset: Int64 = 1_800_000_000_000_000_000
        var clock = ArrivalClock(turn: 10_000_000, offset: offset)
        let arrival = clock.arrival(
            noted: read.noted.map { $0 + offset } ?? 0,
            after: read.earliest,
            now: read.now,
            isOutOfOrder: read.isOutOfOrder
        )
        #expect(arrival == read.arrival)
        let isNoted = read.arrival == read.noted
        #expect(clock.reads == ReadCount(noted: isNoted ? 1 : 0, unnoted: isNoted ? 0 : 1))
    }

    @Test func theShareIsOfTheReadsInBetween() {
        let start = ReadCount(noted: 4, unnoted: 4)
        #expect(ReadCount(noted: 7, unnoted: 5).share(since: start) == 0.75)
        #expect(start.share(since: start) == nil)
    }
}
