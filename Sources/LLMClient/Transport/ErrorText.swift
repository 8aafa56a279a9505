internal import NIOSSL

/// A network error in plain words, without the names of types.
func describe(_ error: any Error) -> String {
    switch error {
    case let error as SocketError: error.words
    case let error as NIOSSLError: describe(tls: error)
    case let error as NIOSSLExtraError where error == .failedToValidateHostname:
        "its certificate does not fit the host name"
    case let error as BoringSSLError: certificateText("\(error)")
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

/// Picks the telling part out of a BoringSSL error.
private func certificateText(_ text: String) -> String {
    let known = [
        (
            "CERTIFICATE_VERIFY_FAILED",
            "its certificate is not trusted; SSL_CERT_FILE names a CA of your own"
        ),
        ("WRONG_VERSION_NUMBER", "it does not speak TLS; is it http rather than https?"),
        ("UNSUPPORTED_PROTOCOL", "it speaks only an old version of TLS"),
        ("HANDSHAKE_FAILURE", "it refused the handshake"),
    ]
    return known.first { text.contains($0.0) }?.1 ?? text
}
