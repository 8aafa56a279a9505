private import Glibc

/// Tells when the bytes of a read arrived, on the monotonic clock in nanoseconds.
///
/// The kernel notes when it takes a packet from the network, so a stamp does not depend on how soon
/// this thread gets to read. Its notes are of the realtime clock; the two are compared once a turn.
struct ArrivalClock {
    /// When the turn began.
    private(set) var turn: Int64
    /// Realtime less monotonic.
    private var offset: Int64
    private(set) var reads = ReadCount()

    /// A read that comes later than this after its bytes is looked at more closely.
    static let promptness: Int64 = 1_000_000

    init(turn: Int64 = MonotonicTime.now().nanoseconds, offset: Int64 = 0) {
        self.turn = turn
        self.offset = offset
    }

    /// Reads both clocks.
    mutating func beginTurn() {
        var real = timespec()
        clock_gettime(CLOCK_REALTIME, &real)
        turn = MonotonicTime.now().nanoseconds
        offset = Int64(real.tv_sec) * 1_000_000_000 + Int64(real.tv_nsec) - turn
    }

    /// The arrival of what was just read.
    ///
    /// The moment of the read counts where the kernel noted nothing, where its note cannot be true
    /// because somebody set the realtime clock, and where it misleads: what came out of order waits
    /// for what was lost before it, and can be read only then.
    ///
    /// - Parameters:
    ///   - noted: the kernel's note, 0 without one.
    ///   - earliest: what was read before arrived then.
    ///   - isOutOfOrder: whether packets have come out of order lately; only asked when it matters.
    mutating func arrival(
        noted: Int64,
        after earliest: Int64,
        now: @autoclosure () -> Int64 = MonotonicTime.now().nanoseconds,
        isOutOfOrder: @autoclosure () -> Bool
    ) -> Int64 {
        let arrival = noted - offset
        let isTrue =
            noted > 0 && arrival >= earliest
            && (arrival > turn
                ? arrival <= now()
                : turn - arrival < Self.promptness || !isOutOfOrder())
        if isTrue {
            reads.noted += 1
            return arrival
        }
        reads.unnoted += 1
        return now()
    }
}

/// How many reads were stamped in which way.
struct ReadCount: Hashable, Sendable {
    /// By the kernel, on arrival.
    var noted = 0
    /// When they were made.
    var unnoted = 0

    /// Share of those that the kernel stamped since an earlier count; nil without any.
    func share(since start: ReadCount) -> Double? {
        let noted = self.noted - start.noted
        let all = noted + unnoted - start.unnoted
        return all > 0 ? Double(noted) / Double(all) : nil
    }
}
