internal import Measurement
internal import NIOCore
internal import NIOTLS

/// Stands last in a connection's pipeline, right behind TLS: stamps each read, then decodes it.
///
/// One exchange at a time; the connection goes back to its lane between them.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Kept until the handshake is over, then nil.
    var handshake: EventLoopPromise<Void>?

    private var context: ChannelHandlerContext?
    private var current: Current?
    private var isCancelled = false

    private struct Current {
        var exchange: Exchange
        let start: MonotonicTime
        let timeouts: Timeouts
        let completion: (Finished) -> Void
        var alarm: Scheduled<Void>?
    }

    /// Fired into the pipeline to stop the exchange that is going on.
    struct Cancellation: Sendable {}

    /// How long the end of a response may lag behind `[DONE]`.
    private static let grace = TimeAmount.seconds(1)

    /// Keeps alarms for limits near zero from following each other without a pause, in nanoseconds.
    private static let shortestWait: Int64 = 1_000_000

    // MARK: Exchanges

    /// Sends a request and calls back, on this loop, once its answer has ended.
    func begin(
        _ request: ByteBuffer,
        _ exchange: Exchange,
        _ timeouts: Timeouts,
        completion: @escaping (Finished) -> Void
    ) {
        guard let context, context.channel.isActive, current == nil else {
            completion(.unsent(exchange, isCancelled: isCancelled))
            return
        }
        current = Current(
            exchange: exchange,
            start: .now(),
            timeouts: timeouts,
            completion: completion
        )
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
        arm()
    }

    /// The text that came since the last call.
    func newText() -> [LiveText] {
        current?.exchange.newText() ?? []
    }

    private func stamp() -> Int64 {
        MonotonicTime.now().nanoseconds - (current?.start.nanoseconds ?? 0)
    }

    private func end(_ outcome: Outcome?, at end: Int64, keepsConnection: Bool = false) {
        guard var ended = current else { return }
        current = nil
        ended.alarm?.cancel()
        let final = ended.exchange.finish(outcome)
        if !keepsConnection { context?.close(promise: nil) }
        ended.completion(
            Finished(exchange: ended.exchange, outcome: final, start: ended.start, end: end)
        )
    }

    // MARK: Deadlines

    /// Sets an alarm for the nearest deadline.
    ///
    /// It is not set anew with each read: when it rings too early it is set to what is left. As a
    /// read starts a silence, it never waits longer than one may last.
    private func arm() {
        guard let current, let context else { return }
        let (wait, _) = nearestDeadline(current)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let longest = Timeouts.nanoseconds(current.timeouts.idle)
        let delay = TimeAmount.nanoseconds(max(min(wait, longest), Self.shortestWait))
        self.current?.alarm = context.eventLoop.scheduleTask(in: delay) {
            bound.value.alarmRang()
        }
    }

    private func alarmRang() {
        guard let current else { return }
        let (wait, failure) = nearestDeadline(current)
        if wait <= 0 {
            end(.error(failure), at: stamp())
        } else {
            arm()
        }
    }

    /// Nanoseconds until the nearest deadline, and what it means to miss it.
    private func nearestDeadline(_ current: Current) -> (wait: Int64, Failure) {
        let now = stamp()
        let limits = current.timeouts
        let total = Timeouts.nanoseconds(limits.total) - now
        let lastRead = current.exchange.lastRead
        let (quiet, failure): (Int64, Failure) =
            lastRead == 0
            ? (
                Timeouts.nanoseconds(limits.firstByte) - now,
                Failure(.timeout, "no answer within \(Self.seconds(limits.firstByte))")
            )
            : (
                lastRead + Timeouts.nanoseconds(limits.idle) - now,
                Failure(.timeout, "the answer fell silent for \(Self.seconds(limits.idle))")
            )
        if total <= quiet {
            let text = "the run took longer than \(Self.seconds(limits.total))"
            return (total, Failure(.timeout, "\(text); set timeout raises the limit"))
        }
        return (quiet, failure)
    }

    private static func seconds(_ seconds: Double) -> String {
        "\(JSONValue.number(seconds).text) s"
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = MonotonicTime.now()
        guard let start = current?.start else {
            // Bytes nobody asked for: the next exchange on this connection could not be trusted.
            context.close(promise: nil)
            return
        }
        let stamp = now.nanoseconds - start.nanoseconds
        let wasDone = current?.exchange.isDone ?? false
        unwrapInboundIn(data).withUnsafeReadableBytes { bytes in
            current?.exchange.receive(bytes, stamp: stamp)
        }
        // Asked one by one: a copy of the exchange would count references to all its buffers.
        if current?.exchange.isOver == true {
            end(nil, at: stamp, keepsConnection: current?.exchange.leavesConnectionSound == true)
        } else if current?.exchange.isDone == true, !wasDone {
            waitForEnd(context, since: stamp)
        }
    }

    /// After `[DONE]` the response should end; if it does not, it is ended here.
    private func waitForEnd(_ context: ChannelHandlerContext, since stamp: Int64) {
        current?.alarm?.cancel()
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        current?.alarm = context.eventLoop.scheduleTask(in: Self.grace) {
            bound.value.end(nil, at: stamp)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        handshake?.fail(ChannelError.eof)
        handshake = nil
        end(isCancelled ? .cancelled : nil, at: stamp())
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let handshake {
            handshake.fail(error)
            self.handshake = nil
        } else if current != nil {
            end(lost(error), at: stamp())
        }
        context.close(promise: nil)
    }

    /// A connection that broke: mid-answer what came is judged, before it the error is told.
    private func lost(_ error: any Error) -> Outcome? {
        guard current?.exchange.reading == nil else { return nil }
        return .error(
            Failure(.connect, "the connection was lost before an answer came: \(describe(error))")
        )
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is Cancellation:
            isCancelled = true
            end(.cancelled, at: stamp())
            context.close(promise: nil)
        case TLSUserEvent.handshakeCompleted:
            handshake?.succeed(())
            handshake = nil
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }
}
