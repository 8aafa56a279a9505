internal import Measurement

/// A finished exchange.
struct Finished: Sendable {
    let exchange: Exchange
    let outcome: Outcome
    let start: MonotonicTime
    /// Nanoseconds since the start.
    let end: Int64
    var delivery = Delivery.possible

    /// For a request that met a connection which was closed before it could be sent.
    static func unsent(
        _ exchange: Exchange,
        because loss: Failure?,
        isCancelled: Bool
    ) -> Finished {
        let lost = loss ?? Failure(.connect, "the server closed the connection before the request")
        return Finished(
            exchange: exchange,
            outcome: isCancelled ? .cancelled : .error(lost),
            start: .now(),
            end: 0,
            delivery: isCancelled ? .possible : .unsent
        )
    }
}

/// Whether a server can have read a request.
enum Delivery: Hashable {
    case possible
    /// The server closed the connection before the request can have reached it.
    case crossed
    /// The connection was closed before.
    case unsent

    /// Of a request whose connection the server closed so soon, without a byte of an answer; both
    /// times in nanoseconds.
    ///
    /// - Parameter roundTrip: what it took to connect.
    init(closedAfter time: Int64, roundTrip: Int64) {
        let longest = min(max(4 * min(roundTrip, Self.mostWait), Self.leastWait), Self.mostWait)
        self = time < longest ? .crossed : .possible
    }

    /// What a busy machine may take from an answer's last byte to the close that follows it.
    private static let leastWait: Int64 = 20_000_000
    /// However long the way is: servers that fail while they work take longer than this.
    private static let mostWait: Int64 = 400_000_000
}
