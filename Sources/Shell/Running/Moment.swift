internal import LoadEngine
private import Synchronization

/// The time to look at what happened since the last one.
struct Moment: Sendable {
    let events: [LoadEvent]

    /// A moment each interval, and a last one as soon as the events end.
    ///
    /// Events are collected on the way, so that a thousand of them wake the consumer once.
    static func stream(
        _ events: AsyncStream<LoadEvent>,
        every interval: Duration
    ) -> AsyncStream<Moment> {
        let (moments, continuation) = AsyncStream.makeStream(of: Moment.self)
        let basket = Basket()
        let task = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while (try? await Task.sleep(for: interval)) != nil {
                        continuation.yield(Moment(events: basket.empty()))
                    }
                }
                for await event in events { basket.add(event) }
                group.cancelAll()
            }
            continuation.yield(Moment(events: basket.empty()))
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return moments
    }
}

/// Events that nobody has looked at yet.
private final class Basket: Sendable {
    private let events = Mutex<[LoadEvent]>([])

    func add(_ event: LoadEvent) {
        events.withLock { $0.append(event) }
    }

    func empty() -> [LoadEvent] {
        events.withLock { events in
            defer { events = [] }
            return events
        }
    }
}
