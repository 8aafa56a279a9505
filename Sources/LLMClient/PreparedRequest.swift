package import Measurement

/// A request made ready: where it goes, with which key, and its bytes.
package struct PreparedRequest: Sendable {
    package let request: ChatRequest
    let endpoint: Endpoint
    let key: Secret?
    /// Whether the lane keeps its connection open between runs.
    package let connection: ConnectionState
    let timeouts: Timeouts
    /// Head and body as they go over the wire.
    let bytes: [UInt8]

    /// Prepares a request, so that sending it again costs nothing.
    ///
    /// - Parameter url: in place of the provider's own, for the mock inside this program.
    package init(
        _ request: ChatRequest,
        to provider: Provider,
        url: String? = nil,
        key: Secret?,
        connection: ConnectionState,
        timeouts: Timeouts
    ) throws(EndpointError) {
        endpoint = try Endpoint(url ?? provider.baseURL)
        self.request = request
        self.key = key
        self.connection = connection
        self.timeouts = timeouts
        var head = "POST \(endpoint.basePath)/chat/completions HTTP/1.1\r\n"
        head += "Host: \(endpoint.authority)\r\n"
        head += "User-Agent: benchsh\r\nAccept: text/event-stream\r\n"
        // Compression holds chunks back, so what is measured must not be compressed.
        head += "Accept-Encoding: identity\r\nContent-Type: application/json\r\n"
        head += "Content-Length: \(request.body.count)\r\n"
        head += "Connection: \(connection == .cold ? "close" : "keep-alive")\r\n"
        for (name, value) in (provider.headers ?? [:]).sorted(by: { $0.key < $1.key }) {
            head += "\(name): \(value)\r\n"
        }
        if let key, key.isUsable {
            let name = provider.keyHeader ?? "Authorization"
            head += "\(name): \(provider.keyPrefix ?? "Bearer ")\(key.revealed)\r\n"
        }
        head += "\r\n"
        bytes = Array(head.utf8) + request.body
    }
}
