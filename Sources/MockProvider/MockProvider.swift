import NIOCore
import NIOHTTP1
import NIOPosix

/// An OpenAI-compatible server in this process, on loopback, that answers at exact times.
///
/// A provider that is dropped without `stop` keeps its threads and its port.
package final class MockProvider: Sendable {
    /// The port on 127.0.0.1.
    package let port: Int

    private let group: MultiThreadedEventLoopGroup
    private let catalogue: Catalogue
    private let records: Records

    /// Starts a server; port 0 takes a free one, `threads` is at least 1.
    package static func start(
        behaviours: [String: Behaviour] = Behaviour.named,
        port: Int = 0,
        threads: Int = 1
    ) async throws(MockError) -> MockProvider {
        guard (0...65535).contains(port) else { throw .invalidPort(port) }
        _ = decoderType
        let group = MultiThreadedEventLoopGroup(numberOfThreads: min(max(threads, 1), 64))
        let catalogue = Catalogue(behaviours)
        let records = Records()
        let router = Router(catalogue: catalogue)
        do {
            let server = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                        try pipeline.addHandler(
                            ConnectionHandler(router: router, records: records)
                        )
                    }
                }
                .bind(host: "127.0.0.1", port: port)
                .get()
            let bound = server.localAddress?.port ?? port
            return MockProvider(
                port: bound,
                group: group,
                catalogue: catalogue,
                records: records
            )
        } catch {
            try? await group.shutdownGracefully()
            throw .cannotListen(port: port, reason: String(describing: error))
        }
    }

    private init(
        port: Int,
        group: MultiThreadedEventLoopGroup,
        catalogue: Catalogue,
        records: Records
    ) {
        self.port = port
        self.group = group
        self.catalogue = catalogue
        self.records = records
    }

    // The runtime of Swift 6.3 can crash when two event loops instantiate this generic class at the
    // same moment for the first time, so it is done once before any connection.
    private static let decoderType: Void = {
        _ =
            ByteToMessageHandler(HTTPRequestDecoder()) as any ChannelHandler
            as? any ChannelOutboundHandler
    }()

    /// The base URL that ends in `/v1`.
    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// The names of the models, sorted.
    package var models: [String] { catalogue.names }

    /// Sets how a model answers later requests, and counts its requests from 1 again.
    package func set(_ behaviour: Behaviour, for model: String) {
        catalogue.set(behaviour, for: model)
    }

    /// Answers later requests for a model by a script.
    package func set(script: ResponseScript, for model: String) {
        catalogue.set(script, for: model)
    }

    /// How a model answers, or nil when it is unknown or follows a script.
    package func behaviour(of model: String) -> Behaviour? {
        catalogue.behaviour(of: model)
    }

    /// How late the tokens were since the start or the last reset, or nil when none was sent.
    package func lateness() -> Lateness? { records.lateness.lateness }

    /// The same for the first token of each answer alone, which is what delays its `ttft`.
    package func firstTokenLateness() -> Lateness? { records.firstTokenLateness.lateness }

    /// Forgets the lateness so far.
    package func resetLateness() {
        records.lateness.reset()
        records.firstTokenLateness.reset()
    }

    /// The latest requests, at most 1,000, oldest first.
    package func requests() -> [ReceivedRequest] { records.requests.requests }

    /// The connections and responses as they are now.
    package func load() -> Load { records.load.load }

    /// Closes every connection and ends the threads; a second call does nothing.
    package func stop() async {
        // Fails only when it was shut down before.
        try? await group.shutdownGracefully()
    }
}
