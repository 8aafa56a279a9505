internal import Measurement

/// An open connection to an endpoint, owned by one lane.
struct Connection: Sendable {
    let loop: SocketLoop
    let wire: WireReference
    /// What opening it cost.
    let phases: Phases

    var isOpen: Bool { wire.isOpen }

    /// Whether the server closed it after an answer that did not say so.
    var wasLeft: Bool { wire.wasLeft }

    /// Sends a request and waits for the end of its answer; cancelling the task closes the socket.
    func exchange(
        _ request: [UInt8],
        _ exchange: Exchange,
        _ timeouts: Timeouts
    ) async -> Finished {
        let finished: Finished? = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isTaken = loop.post { state in
                    guard let wire = state.wire(self.wire), wire.isIdle, wire.isAlive() else {
                        continuation.resume(returning: nil)
                        return
                    }
                    wire.begin(request, exchange, timeouts) { finished in
                        continuation.resume(returning: finished)
                    }
                }
                if !isTaken { continuation.resume(returning: nil) }
            }
        } onCancel: {
            loop.post { state in state.wire(wire)?.cancel() }
        }
        return finished
            ?? .unsent(exchange, because: wire.loss, isCancelled: Task.isCancelled)
    }

    /// The text that came since the last call.
    func newText() async -> [LiveText] {
        await loop.ask { state in
            state.wire(wire)?.exchanging?.exchange.newText() ?? []
        } ?? []
    }

    func close() async {
        _ = await loop.ask { state in state.wire(wire)?.close() }
    }
}
