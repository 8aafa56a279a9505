import NIOCore
import NIOPosix
import Synchronization

/// A proxy that gives or refuses tunnels, and is itself what lies at their end.
final class ProxyServer: Sendable {
    let port: Int
    private let channel: any Channel
    private let seen: Seen

    fileprivate final class Seen: Sendable {
        let requests = Mutex<[String]>([])
    }

    /// - Parameters:
    ///   - answer: to the request for a tunnel.
    ///   - behind: what comes through the tunnel for whatever is sent through it.
    static func start(answer: String, behind: String = "") async throws -> ProxyServer {
        let seen = Seen()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations
                        .addHandler(Tunnel(answer, behind, seen))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ProxyServer(channel, seen)
    }

    private init(_ channel: any Channel, _ seen: Seen) {
        self.channel = channel
        self.seen = seen
        port = channel.localAddress?.port ?? 0
    }

    /// What was received, one entry for each write of the client.
    var requests: [String] { seen.requests.withLock(\.self) }

    func stop() async {
        try? await channel.close().get()
    }
}

private final class Tunnel: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: String
    private let behind: String
    private let seen: ProxyServer.Seen
    private var isOpen = false

    init(_ answer: String, _ behind: String, _ seen: ProxyServer.Seen) {
        self.answer = answer
        self.behind = behind
        self.seen = seen
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        seen.requests.withLock { $0.append(String(buffer: unwrapInboundIn(data))) }
        let reply = ByteBuffer(string: isOpen ? behind : answer)
        isOpen = true
        context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
    }
}
