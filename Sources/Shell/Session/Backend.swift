package import LLMClient
package import Measurement

/// How requests reach a server: the real client, or a scripted one in tests.
package struct Backend: Sendable {
    /// Opens a lane's connection before the clock starts.
    package var open: @Sendable (PreparedRequest, _ lane: Int) async -> Void
    /// Sends one request and measures it.
    package var send:
        @Sendable (PreparedRequest, _ number: Int, _ lane: Int, MonotonicTime) async -> Run
    /// The text that came on a lane since the last call.
    package var newText: @Sendable (_ lane: Int) async -> [LiveText]
    /// Watches the backend itself until what it gives back is called.
    package var observe: @Sendable () async -> @Sendable () async -> Conditions
    /// Closes the connections after a suite.
    package var close: @Sendable () async -> Void
    /// Ends everything before the program does.
    package var shutdown: @Sendable () async -> Void

    package init(
        open: @escaping @Sendable (PreparedRequest, Int) async -> Void,
        send: @escaping @Sendable (PreparedRequest, Int, Int, MonotonicTime) async -> Run,
        newText: @escaping @Sendable (Int) async -> [LiveText],
        observe: @escaping @Sendable () async -> @Sendable () async -> Conditions = {
            { Conditions() }
        },
        close: @escaping @Sendable () async -> Void,
        shutdown: @escaping @Sendable () async -> Void
    ) {
        self.open = open
        self.send = send
        self.newText = newText
        self.observe = observe
        self.close = close
        self.shutdown = shutdown
    }

    /// The measuring client.
    ///
    /// Proxies, and a PEM file of certificates to trust beside the system's (`SSL_CERT_FILE`), come
    /// from the environment.
    package static func live(_ environment: Environment) -> Backend {
        let client = LLMClient(
            authorityFile: environment["SSL_CERT_FILE"],
            proxies: ProxyRules { environment[$0] }
        )
        return Backend(
            open: { await client.open($0, lane: $1) },
            send: { await client.send($0, number: $1, lane: $2, epoch: $3) },
            newText: { await client.newText(lane: $0) },
            observe: {
                let observation = await client.observe()
                return { await observation.end() }
            },
            close: { await client.closeConnections() },
            shutdown: { await client.shutdown() }
        )
    }
}
