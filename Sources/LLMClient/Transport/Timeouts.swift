/// How long a run may wait; all in seconds.
package struct Timeouts: Hashable, Sendable {
    /// Opening a connection: looking up, connecting and the TLS handshake together.
    package var connect: Double
    /// From the run's start to the first byte of the answer.
    package var firstByte: Double
    /// Longest silence inside the answer; keep-alive comments end a silence.
    package var idle: Double
    /// The whole run.
    package var total: Double

    /// Limits for a run that may take `total` seconds.
    package init(total: Double) {
        self.total = total
        connect = min(10, total)
        firstByte = total
        // A model may think in silence; whoever allows a long run allows that.
        idle = min(total, max(60, total / 2))
    }

    /// Seconds as nanoseconds, kept between 0 and thirty years so that no sum overflows.
    static func nanoseconds(_ seconds: Double) -> Int64 {
        guard seconds < 1e9 else { return 1_000_000_000_000_000_000 }
        return Int64(max(seconds, 0) * 1e9)
    }
}
