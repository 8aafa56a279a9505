internal import LoadEngine
private import Synchronization

/// Events that nobody has looked at yet.
///
/// They are collected, so that a thousand of them wake the consumer once.
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

extension LoadRun {
    /// A tick each interval, and a last one as soon as the events end.
    ///
    /// A consumer that comes late finds one tick, however many there were.
    func ticks(every interval: Duration) -> AsyncStream<Void> {
        let (ticks, continuation) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let task = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while (try? await Task.sleep(for: interval)) != nil { continuation.yield() }
                }
                await ended()
                group.cancelAll()
            }
            continuation.yield()
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return ticks
    }
}
