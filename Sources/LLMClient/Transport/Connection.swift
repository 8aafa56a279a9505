internal import Measurement
internal import NIOCore

/// An open connection to an endpoint, owned by one lane.
struct Connection: Sendable {
    let channel: any Channel
    /// What opening it cost.
    let phases: Phases

    var isOpen: Bool { channel.isActive }

    /// Sends a request and waits for the end of its answer; cancelling the task closes the socket.
    func exchange(
        _ request: ByteBuffer,
        _ exchange: Exchange,
        _ timeouts: Timeouts
    ) async -> Finished {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                channel.eventLoop.execute {
                    guard
                        let handler = try? channel.pipeline.syncOperations
                            .handler(type: ConnectionHandler.self)
                    else {
                        continuation.resume(returning: Finished.lost(exchange))
                        return
                    }
                    handler.begin(request, exchange, timeouts) { ended in
                        continuation.resume(returning: Finished(ended))
                    }
                }
            }
        } onCancel: {
            channel.pipeline.fireUserInboundEventTriggered(ConnectionHandler.Cancellation())
        }
    }

    /// The text that came since the last call.
    func newText() async -> [LiveText] {
        let text = channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: ConnectionHandler.self).newText()
        }
        return (try? await text.get()) ?? []
    }

    func close() async {
        try? await channel.close().get()
    }
}

/// A finished exchange, on its way from the event loop.
struct Finished: Sendable {
    let exchange: Exchange
    let outcome: Outcome
    let start: MonotonicTime
    /// Nanoseconds since the start.
    let end: Int64

    init(_ ended: ConnectionHandler.Ended) {
        exchange = ended.exchange
        outcome = ended.outcome
        start = ended.start
        end = ended.end
    }

    private init(exchange: Exchange, outcome: Outcome) {
        self.exchange = exchange
        self.outcome = outcome
        start = .now()
        end = 0
    }

    /// For a connection that was closed before the request could be sent.
    static func lost(_ exchange: Exchange) -> Finished {
        let failure = Failure(.connect, "the server closed the connection before the request")
        return Finished(exchange: exchange, outcome: .error(failure))
    }
}
