internal import NIOCore

/// Asks a proxy for a tunnel, then leaves the pipeline to what goes through it.
///
/// Source: RFC 9110 §9.3.6 (CONNECT).
final class ProxyHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let request: String
    private let tunnel: EventLoopPromise<Void>
    private var parser = ResponseParser()
    private var isOver = false

    init(_ proxy: Proxy, to endpoint: Endpoint, tunnel: EventLoopPromise<Void>) {
        var request = "CONNECT \(endpoint.name) HTTP/1.1\r\nHost: \(endpoint.name)\r\n"
        if let authorization = proxy.authorization {
            request += "Proxy-Authorization: \(authorization)\r\n"
        }
        self.request = request + "\r\n"
        self.tunnel = tunnel
    }

    func handlerAdded(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            try unwrapInboundIn(data).withUnsafeReadableBytes { bytes in
                try parser.feed(bytes) { _ in }
            }
        } catch {
            end(context, .failure(ProxyRefusal(status: nil)))
            return
        }
        guard let head = parser.head else { return }
        end(
            context,
            200..<300 ~= head.status ? .success(()) : .failure(ProxyRefusal(status: head.status))
        )
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(context, .failure(ProxyRefusal(status: nil)))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(context, .failure(error))
        context.fireErrorCaught(error)
    }

    private func end(_ context: ChannelHandlerContext, _ result: Result<Void, any Error>) {
        guard !isOver else { return }
        isOver = true
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
        tunnel.completeWith(result)
    }
}

/// A proxy that gives no tunnel.
struct ProxyRefusal: Error {
    /// Its answer, nil when it gave none.
    let status: Int?

    var words: String {
        switch status {
        case 407: "it wants a user and a password (HTTP 407); write http://user:password@host:port"
        case let status?: "it refused (HTTP \(status))"
        case nil: "it closed the connection"
        }
    }
}
