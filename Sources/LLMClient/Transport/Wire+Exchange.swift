internal import Measurement

/// The exchange that goes on over a wire, and who waits for its end.
///
/// An object, because a read would copy a structure and count references to all its buffers.
final class Exchanging {
    // Only the loop's thread is here, one read at a time; a check at each read would cost 3 %.
    @exclusivity(unchecked) var exchange: Exchange
    let start: MonotonicTime
    let timeouts: Timeouts
    let completion: (Finished) -> Void
    var isAwaitingEnd = false

    init(
        _ exchange: Exchange,
        _ timeouts: Timeouts,
        completion: @escaping (Finished) -> Void
    ) {
        self.exchange = exchange
        self.timeouts = timeouts
        self.completion = completion
        start = .now()
    }
}

extension Wire {
    /// How long the end of a response may lag behind `[DONE]`, in nanoseconds.
    private static let grace: Int64 = 1_000_000_000

    /// Keeps alarms for limits near zero from following each other without a pause, in nanoseconds.
    private static let shortestWait: Int64 = 1_000_000

    /// Whether an exchange may begin.
    var isIdle: Bool { opening == nil && exchanging == nil }

    /// Sends a request and calls back, on this thread, once its answer has ended.
    func begin(
        _ request: [UInt8],
        _ exchange: Exchange,
        _ timeouts: Timeouts,
        completion: @escaping (Finished) -> Void
    ) {
        let exchanging = Exchanging(exchange, timeouts, completion: completion)
        self.exchanging = exchanging
        latest = exchanging.start.nanoseconds
        send(request)
        arm(exchanging)
    }

    func receive(_ bytes: UnsafeRawBufferPointer, _ exchanging: Exchanging, _ arrival: Int64) {
        let stamp = arrival - exchanging.start.nanoseconds
        switch exchanging.exchange.receive(bytes, stamp: stamp) {
        case .goesOn: break
        case .done: waitForEnd(exchanging)
        case .over(let isSound): end(nil, at: stamp, keepsConnection: isSound)
        }
    }

    /// After `[DONE]` the response should end; if it does not, it is ended here.
    private func waitForEnd(_ exchanging: Exchanging) {
        guard !exchanging.isAwaitingEnd else { return }
        exchanging.isAwaitingEnd = true
        setAlarm(MonotonicTime.now().nanoseconds + Self.grace)
    }

    private func end(
        _ outcome: Outcome?,
        at end: Int64,
        keepsConnection: Bool = false,
        _ delivery: Delivery = .possible
    ) {
        guard let ended = exchanging else { return }
        exchanging = nil
        clearAlarm()
        let final = ended.exchange.finish(outcome)
        if !keepsConnection { close() }
        ended.completion(
            Finished(
                exchange: ended.exchange,
                outcome: final,
                start: ended.start,
                end: end,
                delivery: delivery
            )
        )
    }

    private func stamp(_ exchanging: Exchanging) -> Int64 {
        MonotonicTime.now().nanoseconds - exchanging.start.nanoseconds
    }

    // MARK: Other ends

    /// A wire that broke: mid-answer what came is judged, before it the error is told.
    func exchangeLost(_ error: (any Error)?, byServer: Bool) {
        guard let exchanging else { return }
        let time = stamp(exchanging)
        var outcome: Outcome?
        if let error, exchanging.exchange.reading == nil {
            outcome = .error(lossBeforeAnswer(error))
        }
        let isUnheard = byServer && exchanging.exchange.lastRead == 0
        end(
            outcome,
            at: time,
            isUnheard ? Delivery(closedAfter: time, roundTrip: roundTrip) : .possible
        )
    }

    func cancel() {
        if let exchanging { end(.cancelled, at: stamp(exchanging)) }
        close()
    }

    // MARK: Deadlines

    /// Sets an alarm for the nearest deadline.
    ///
    /// It is not set anew with each read: when it rings too early it is set to what is left. As a
    /// read starts a silence, it never waits longer than one may last.
    private func arm(_ exchanging: Exchanging) {
        let wait = nearestDeadline(exchanging)
        let longest = Timeouts.nanoseconds(exchanging.timeouts.idle)
        let delay = max(min(wait, longest), Self.shortestWait)
        setAlarm(MonotonicTime.now().nanoseconds + delay)
    }

    func lookAtDeadline() {
        guard let exchanging else { return }
        if exchanging.isAwaitingEnd {
            end(nil, at: exchanging.exchange.lastRead)
            return
        }
        if nearestDeadline(exchanging) <= 0 {
            let now = stamp(exchanging)
            end(.error(exchanging.exchange.lateness(at: now, exchanging.timeouts)), at: now)
        } else {
            arm(exchanging)
        }
    }

    /// Nanoseconds until the nearest deadline.
    private func nearestDeadline(_ exchanging: Exchanging) -> Int64 {
        let now = stamp(exchanging)
        let limits = exchanging.timeouts
        let total = Timeouts.nanoseconds(limits.total) - now
        let lastRead = exchanging.exchange.lastRead
        let quiet =
            lastRead == 0
            ? Timeouts.nanoseconds(limits.firstByte) - now
            : lastRead + Timeouts.nanoseconds(limits.idle) - now
        return min(total, quiet)
    }
}
