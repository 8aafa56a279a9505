extension Proxy {
    /// What asks the proxy for a tunnel.
    ///
    /// Source: RFC 9110 §9.3.6 (CONNECT).
    func tunnelRequest(to endpoint: Endpoint) -> String {
        var request = "CONNECT \(endpoint.name) HTTP/1.1\r\nHost: \(endpoint.name)\r\n"
        if let authorization { request += "Proxy-Authorization: \(authorization)\r\n" }
        return request + "\r\n"
    }
}

/// A proxy that gives no tunnel.
struct ProxyRefusal: Error {
    /// Of its answer.
    let status: Int
    /// Whether it was told a user and a password.
    let hadCredentials: Bool

    var words: String {
        switch status {
        case 407 where hadCredentials: "it does not accept the user and the password (HTTP 407)"
        case 407: "it wants a user and a password (HTTP 407); write http://user:password@host:port"
        default: "it refused (HTTP \(status))"
        }
    }
}
