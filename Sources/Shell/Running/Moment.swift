internal import LoadEngine
private import Synchronization

/// The time to look at what happened since the last one.
struct Moment: Sendable {
    let events: [LoadEvent]

    /// A moment each interval, and a last one as soon as the events end.
    ///
    /// Events are collected in a basket, so that a thousand of them wake the consumer once.
    static func stream(
        _ basket: Basket,
        of load: LoadRun,
        every interval: Duration
    ) -> AsyncStream<Moment> {
        let (moments, continuation) = AsyncStream.makeStream(of: Moment.self)
        let task = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while (try? await Task.sleep(for: interval)) != nil {
                        continuation.yield(Moment(events: basket.empty()))
                    }
                }
                await load.ended()
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
final class Basket: Sendable {
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
