internal import Measurement

/// A finished exchange.
struct Finished: Sendable {
    let exchange: Exchange
    let outcome: Outcome
    let start: MonotonicTime
    /// Nanoseconds since the start.
    let end: Int64

    /// For a request that met a connection which was closed before it could be sent.
    static func unsent(_ exchange: Exchange, isCancelled: Bool) -> Finished {
        let lost = Failure(.connect, "the server closed the connection before the request")
        return Finished(
            exchange: exchange,
            outcome: isCancelled ? .cancelled : .error(lost),
            start: .now(),
            end: 0
        )
    }
}
