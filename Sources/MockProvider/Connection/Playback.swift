import Glibc
import NIOCore

/// Plays one response onto a connection, each step at its absolute deadline.
///
/// Lives on the connection's event loop. Late steps follow at once, so that lateness never adds up.
final class Playback {
    private let context: ChannelHandlerContext
    private let records: Records
    private let start: NIODeadline
    private let finish: () -> Void
    private var source: any ResponseSource
    private var waiting: ResponseStep?
    private var timer: Scheduled<Void>?
    private var isAdvancing = false
    private var isOver = false
    private var hasWrittenToken = false

    /// `finish` is called once, when the response is complete and the connection may be reused.
    init(
        _ source: any ResponseSource,
        on context: ChannelHandlerContext,
        start: NIODeadline,
        records: Records,
        finish: @escaping () -> Void
    ) {
        self.source = source
        self.context = context
        self.start = start
        self.records = records
        self.finish = finish
    }

    /// Stops for good, because the connection is gone.
    func cancel() {
        isOver = true
        timer?.cancel()
        timer = nil
    }

    /// Does every step that is due, then waits for the next deadline or for the client to read.
    func advance() {
        // A flush may make the channel writable again and so call in here.
        guard !isAdvancing, !isOver, timer == nil else { return }
        isAdvancing = true
        defer { isAdvancing = false }
        // Bounded, so that an endless burst leaves the other connections their turns.
        for _ in 0..<64 {
            guard let step = waiting ?? source.next(elapsed: elapsed) else {
                isOver = true
                return finish()
            }
            waiting = step
            if step.due > elapsed { return wake(at: start + .nanoseconds(step.due)) }
            // Resumed by the change of writability.
            guard context.channel.isWritable else { return }
            waiting = nil
            perform(step)
            if isOver { return }
        }
        wake(at: .now())
    }

    private var elapsed: Int64 {
        (NIODeadline.now() - start).nanoseconds
    }

    private func wake(at deadline: NIODeadline) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
            self.timer = nil
            self.advance()
        }
    }

    private func perform(_ step: ResponseStep) {
        switch step.action {
        case .write(let bytes):
            write(bytes, deadline: step.isTimed ? start + .nanoseconds(step.due) : nil)
        case .close:
            isOver = true
            context.closeAfterFlush()
        case .reset:
            isOver = true
            context.reset()
        case .stall:
            isOver = true
        }
    }

    private func write(_ bytes: ByteBuffer, deadline: NIODeadline?) {
        guard let deadline else {
            return context.writeAndFlush(NIOAny(bytes), promise: nil)
        }
        let isFirst = !hasWrittenToken
        hasWrittenToken = true
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess { [records] in
            let late = (NIODeadline.now() - deadline).nanoseconds
            records.lateness.record(nanoseconds: late)
            if isFirst { records.firstTokenLateness.record(nanoseconds: late) }
        }
        context.writeAndFlush(NIOAny(bytes), promise: written)
    }
}

extension ChannelHandlerContext {
    /// Closes once everything written before has left.
    func closeAfterFlush() {
        let flushed = eventLoop.makePromise(of: Void.self)
        flushed.futureResult.assumeIsolated().whenComplete { _ in self.close(promise: nil) }
        writeAndFlush(NIOAny(ByteBuffer()), promise: flushed)
    }

    /// Closes with a TCP reset, which a zero linger time brings about.
    fileprivate func reset() {
        guard let options = channel as? any SocketOptionProvider else {
            return close(promise: nil)
        }
        options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated()
            .whenComplete { _ in self.close(promise: nil) }
    }
}
