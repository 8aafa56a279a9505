/// How a run ended.
package enum Outcome: Hashable, Sendable {
    /// A finish reason came and no error did.
    case success
    case error(Failure)
    /// The user stopped it; counted apart from errors.
    case cancelled

    package var isSuccess: Bool { self == .success }

    package var failure: Failure? {
        if case .error(let failure) = self { failure } else { nil }
    }

    /// The word stored and shown: `success`, `error` or `cancelled`.
    package var word: String {
        switch self {
        case .success: "success"
        case .error: "error"
        case .cancelled: "cancelled"
        }
    }
}

/// Why a run failed: a closed kind to count by, and words for a person.
package struct Failure: Hashable, Sendable, Error {
    package var kind: ErrorKind
    /// One line, free of secrets and of control characters; says what to do next where that is known.
    package var message: String
    package var httpStatus: Int?
    /// Seconds the server asked to wait, from `Retry-After`.
    package var retryAfter: Double?

    package init(
        _ kind: ErrorKind,
        _ message: String,
        httpStatus: Int? = nil,
        retryAfter: Double? = nil
    ) {
        self.kind = kind
        self.message = message
        self.httpStatus = httpStatus
        self.retryAfter = retryAfter
    }
}

/// The closed set of reasons by which failed runs are counted.
package enum ErrorKind: String, CaseIterable, Sendable {
    /// The host name could not be resolved.
    case dns
    /// No TCP connection, or it was lost before an answer came.
    case connect
    case tls
    case timeout
    /// A status other than 200, 429 apart.
    case http
    /// Status 429, or a provider's own code for it.
    case rateLimited = "rate_limited"
    /// The provider reported an error inside its answer.
    case stream
    /// Bytes that the protocol does not allow.
    case `protocol`
    /// The answer ended properly and held nothing.
    case empty
    /// The connection ended in the middle of the answer.
    case truncated
    /// A complete answer came where a stream was asked for.
    case noStream = "no_stream"

    /// What the kind means, for help.
    package var meaning: String {
        switch self {
        case .dns: "the host name could not be resolved"
        case .connect: "no TCP connection, or it was lost before an answer came"
        case .tls: "the TLS handshake failed"
        case .timeout: "connecting, the first byte, a silence or the whole run took too long"
        case .http: "an HTTP status other than 200 and 429"
        case .rateLimited: "HTTP 429, or the provider's own code for it"
        case .stream: "the provider reported an error inside its answer"
        case .protocol: "bytes that the protocol does not allow"
        case .empty: "the answer ended properly and held no answer"
        case .truncated: "the connection ended in the middle of the answer"
        case .noStream: "a complete answer came where a stream was asked for"
        }
    }
}
