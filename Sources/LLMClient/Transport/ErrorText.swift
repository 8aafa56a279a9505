internal import Measurement
internal import NIOSSL

/// A network error in plain words, without the names of types.
func describe(_ error: any Error) -> String {
    switch error {
    case let error as SocketError: error.words
    case let error as NIOSSLError: describe(tls: error)
    case let error as NIOSSLExtraError where error == .failedToValidateHostname:
        "its certificate does not fit the host name"
    case let error as BoringSSLError: certificateText("\(error)")
    case let error as CertificateTime: error.words
    case let error as ProxyRefusal: error.words
    case let error as ResponseError: error.description
    case is ConnectionEnded: "the server closed the connection"
    default: certificateText("\(error)")
    }
}

private func describe(tls error: NIOSSLError) -> String {
    switch error {
    case .handshakeFailed(let inner): certificateText("\(inner)")
    case .uncleanShutdown: "the server cut the connection"
    default: certificateText("\(error)")
    }
}

/// What it means that a connection broke before an answer came; a refusal by TLS may come so late.
func lossBeforeAnswer(_ error: any Error) -> Failure {
    switch error {
    case is BoringSSLError, NIOSSLError.handshakeFailed: Failure(.tls, describe(error))
    default:
        Failure(.connect, "the connection was lost before an answer came: \(describe(error))")
    }
}

/// Picks the telling part out of a BoringSSL error.
private func certificateText(_ text: String) -> String {
    let known = [
        (
            "CERTIFICATE_VERIFY_FAILED",
            "its certificate is not trusted; SSL_CERT_FILE names a CA of your own"
        ),
        (
            "CERTIFICATE_REQUIRED",
            "the server wants a client certificate, which benchsh cannot send"
        ),
        ("WRONG_VERSION_NUMBER", "it does not speak TLS; is it http rather than https?"),
        ("UNSUPPORTED_PROTOCOL", "it speaks only an old version of TLS"),
        ("HANDSHAKE_FAILURE", "it refused the handshake"),
    ]
    if let words = known.first(where: { text.contains($0.0) })?.1 { return words }
    // What is behind is the place in BoringSSL's source.
    guard let reason = text.firstMatch(of: /OPENSSL_internal:(\w+)/) else { return text }
    return reason.1.lowercased().replacing("_", with: " ")
}
