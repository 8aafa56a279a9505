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
                        continuation.resume(returning: .unsent(exchange))
                        return
                    }
                    handler.begin(request, exchange, timeouts) { finished in
                        continuation.resume(returning: finished)
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
