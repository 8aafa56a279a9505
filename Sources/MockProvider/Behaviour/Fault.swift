/// A way in which a request to the mock provider fails.
package enum Fault: String, Sendable, CaseIterable {
    /// Status 429 with `Retry-After: 1`.
    case rateLimited = "rate-limited"
    /// Status 500.
    case serverError = "server-error"
    /// Status 200, half of the tokens, then the error the way the dialect reports it.
    case streamError = "stream-error"
    /// Status 200, half of the tokens, then the connection closes inside the body.
    case cutConnection = "cut-connection"
}
