import NIOCore
import NIOPosix
import Synchronization

/// A server that accepts connections and never says a word.
final class SilentServer: Sendable {
    let port: Int
    private let channel: any Channel
    private let accepted: Accepted

    private final class Accepted: Sendable {
        let count = Mutex(0)
    }

    static func start() async throws -> SilentServer {
        let accepted = Accepted()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                accepted.count.withLock { $0 += 1 }
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return SilentServer(channel, accepted)
    }

    private init(_ channel: any Channel, _ accepted: Accepted) {
        self.channel = channel
        self.accepted = accepted
        port = channel.localAddress?.port ?? 0
    }

    /// Connections accepted so far.
    var connections: Int { accepted.count.withLock(\.self) }

    /// Stops listening; open connections end with their clients.
    func stop() async {
        try? await channel.close().get()
    }
}
