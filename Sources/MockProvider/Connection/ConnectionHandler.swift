import NIOCore
import NIOHTTP1

/// One client connection: reads requests and answers them one after another.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private static let longestBody = 16 * 1024 * 1024
    private static let deepestQueue = 64

    private let router: Router
    private let records: Records
    private var ordinal = 0
    private var reading: (head: HTTPRequestHead, body: ByteBuffer)?
    /// Requests that were read while an earlier one was being answered.
    private var queue: [(head: HTTPRequestHead, body: ByteBuffer)] = []
    private var playback: Playback?
    private var isClosing = false

    init(router: Router, records: Records) {
        self.router = router
        self.records = records
    }

    func channelActive(context: ChannelHandlerContext) {
        ordinal = records.load.connectionOpened()
    }

    func channelInactive(context: ChannelHandlerContext) {
        records.load.connectionClosed()
        guard let playback else { return }
        playback.cancel()
        self.playback = nil
        records.load.responseEnded()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        playback?.advance()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            reading = (head, ByteBuffer())
            if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
                let text = "HTTP/1.1 100 Continue\r\n\r\n"
                context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            }
        case .body(var part):
            let length = (reading?.body.readableBytes ?? 0) + part.readableBytes
            guard length <= Self.longestBody else { return refuse(.tooLarge, context: context) }
            reading?.body.writeBuffer(&part)
        case .end:
            guard let request = reading else { return }
            reading = nil
            queue.append(request)
            guard queue.count <= Self.deepestQueue else { return context.close(promise: nil) }
            answerNext(context: context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else { return context.close(promise: nil) }
        refuse(.malformed, context: context)
    }

    private func answerNext(context: ChannelHandlerContext) {
        guard playback == nil, !isClosing, !queue.isEmpty else { return }
        let start = NIODeadline.now()
        let (head, body) = queue.removeFirst()
        records.requests.append(ReceivedRequest(head: head, body: body, connection: ordinal))
        records.load.responseStarted()
        let closes = !head.isKeepAlive
        let playback = Playback(
            router.response(to: head, body: body, closes: closes),
            on: context,
            start: start,
            records: records
        ) { [weak self] in
            self?.answerEnded(closes: closes, context: context)
        }
        self.playback = playback
        playback.advance()
    }

    private func answerEnded(closes: Bool, context: ChannelHandlerContext) {
        playback = nil
        records.load.responseEnded()
        guard closes else { return answerNext(context: context) }
        isClosing = true
        context.closeAfterFlush()
    }

    /// Answers what cannot be read as a request, unless an answer is already on its way.
    private func refuse(_ error: APIError, context: ChannelHandlerContext) {
        guard !isClosing else { return }
        isClosing = true
        guard playback == nil else { return context.close(promise: nil) }
        var response = CompleteResponse(error, closes: true)
        if case .write(let bytes) = response.next(elapsed: 0)?.action {
            context.write(wrapOutboundOut(bytes), promise: nil)
        }
        context.closeAfterFlush()
    }
}
