internal import LoadEngine

/// Something to react to while a suite runs: an event of the load, or the time to show it.
enum Moment: Sendable {
    case event(LoadEvent)
    case tick

    /// The events, with ticks between them; ends when the events do.
    static func stream(
        _ events: AsyncStream<LoadEvent>,
        every interval: Duration
    ) -> AsyncStream<Moment> {
        let (moments, continuation) = AsyncStream.makeStream(of: Moment.self)
        let task = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while (try? await Task.sleep(for: interval)) != nil {
                        continuation.yield(.tick)
                    }
                }
                for await event in events { continuation.yield(.event(event)) }
                group.cancelAll()
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return moments
    }
}
