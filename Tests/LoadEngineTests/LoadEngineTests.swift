import Measurement
import Synchronization
import Testing

@testable import LoadEngine

private let alpha = Target(provider: "alpha", model: "a")
private let beta = Target(provider: "beta", model: "b")

/// Answers at once, or when told to, and remembers who was in flight with whom.
private final class FakeServer: Sendable {
    struct State {
        var order: [Assignment] = []
        var inFlight = 0
        var most = 0
        var opened: [String] = []
        var openedAfterSend = false
    }

    let state = Mutex(State())
    /// Lets other tasks run while a request is in flight, so that lanes overlap.
    let turns: Int

    init(turns: Int = 0) {
        self.turns = turns
    }

    func open(_ lane: Int, _ target: Target) {
        state.withLock { state in
            state.opened.append("\(lane) \(target)")
            if !state.order.isEmpty { state.openedAfterSend = true }
        }
    }

    func answer(_ assignment: Assignment) async -> Run {
        state.withLock { state in
            state.order.append(assignment)
            state.inFlight += 1
            state.most = max(state.most, state.inFlight)
        }
        for _ in 0..<turns { await Task.yield() }
        state.withLock { $0.inFlight -= 1 }
        let outcome: Outcome = Task.isCancelled ? .cancelled : .success
        return Run(
            number: assignment.number,
            target: assignment.target,
            lane: assignment.lane,
            outcome: outcome,
            end: 1
        )
    }

    func engine(_ plan: Plan) -> LoadEngine {
        LoadEngine(plan, open: { self.open($0, $1) }, send: { await self.answer($0) })
    }
}

struct LoadEngineTests {
    @Test(arguments: [(1, 1), (5, 1), (10, 5), (3, 8), (40, 7)])
    func sendsEveryRequestOnceAndNeverMoreAtATime(requests: Int, concurrency: Int) async {
        let server = FakeServer(turns: 20)
        let plan = Plan(
            mode: .concurrent,
            targets: [alpha],
            requestsPerTarget: requests,
            concurrency: concurrency
        )
        var finished: [Int] = []
        for await event in server.engine(plan).started().events {
            if case .finished(let run) = event { finished.append(run.number) }
        }
        #expect(finished.sorted() == Array(1...requests))
        server.state.withLock { state in
            #expect(state.most <= concurrency)
            #expect(Set(state.order.map(\.lane)).isSubset(of: 0..<min(requests, concurrency)))
        }
    }

    @Test func opensEveryConnectionBeforeTheFirstRequest() async {
        let server = FakeServer()
        let plan = Plan(
            mode: .comparison,
            targets: [alpha, beta],
            requestsPerTarget: 3,
            concurrency: 2
        )
        var events: [LoadEvent] = []
        for await event in server.engine(plan).started().events { events.append(event) }
        #expect(events.first == .started)
        server.state.withLock { state in
            #expect(state.opened.sorted() == ["0 alpha/a", "0 beta/b", "1 alpha/a", "1 beta/b"])
            #expect(!state.openedAfterSend)
        }
    }

    @Test func targetsTakeTurnsInRotatingOrder() async {
        let server = FakeServer()
        let plan = Plan(
            mode: .comparison,
            targets: [alpha, beta],
            requestsPerTarget: 3,
            concurrency: 1
        )
        for await _ in server.engine(plan).started().events {}
        server.state.withLock { state in
            #expect(state.order.map(\.target) == [alpha, beta, beta, alpha, alpha, beta])
            #expect(state.order.map(\.number) == [1, 2, 3, 4, 5, 6])
        }
    }

    @Test func stoppingSendsNothingMoreAndStillYieldsWhatWasInFlight() async {
        let server = FakeServer(turns: 5)
        let plan = Plan(
            mode: .multi,
            targets: [alpha],
            requestsPerTarget: 1_000_000,
            concurrency: 2
        )
        let run = server.engine(plan).started()
        var sent = 0
        var ended = 0
        for await event in run.events {
            switch event {
            case .started: break
            case .sent: sent += 1
            case .finished:
                ended += 1
                if ended == 3 { run.stop() }
            }
        }
        #expect(sent == ended)
        #expect(sent < 1_000_000)
    }

    @Test func aPlanWithoutRequestsEndsAtOnce() async {
        let plan = Plan(mode: .multi, targets: [], requestsPerTarget: 5, concurrency: 3)
        var events: [LoadEvent] = []
        for await event in FakeServer().engine(plan).started().events { events.append(event) }
        #expect(events == [.started])
    }

    /// Each request takes 100 ms, by what its run says.
    @Test(
        arguments: [
            (250.0, [alpha], 1, 3), (300, [alpha], 1, 3), (301, [alpha], 1, 4),
            (1, [alpha], 1, 1), (1e9, [alpha], 1, 9), (250, [alpha], 3, 9),
            (150, [alpha], 3, 6), (250, [alpha, beta], 1, 4),
        ] as [(Double, [Target], Int, Int)]
    )
    func sendsNothingMoreOnceTheTimeIsOver(
        limit: Double,
        targets: [Target],
        lanes: Int,
        sent: Int
    ) async {
        let plan = Plan(
            mode: .concurrent,
            targets: targets,
            requestsPerTarget: 9,
            concurrency: lanes,
            timeLimit: limit
        )
        let free = Mutex([Int: Double]())
        let engine = LoadEngine(plan, open: { _, _ in }) { turn in
            let start = free.withLock { free in
                let start = free[turn.lane] ?? 0
                free[turn.lane] = start + 100
                return start
            }
            return Run(
                number: turn.number,
                target: turn.target,
                lane: turn.lane,
                startOffset: start,
                outcome: .success,
                end: 100
            )
        }
        var count = 0
        for await case .finished in engine.started().events { count += 1 }
        #expect(count == sent)
    }
}

extension LoadEngine {
    /// Starts, with what is told as a stream.
    fileprivate func started() -> (events: AsyncStream<LoadEvent>, stop: @Sendable () -> Void) {
        let (events, continuation) = AsyncStream.makeStream(of: LoadEvent.self)
        let run = start { continuation.yield($0) }
        Task {
            await run.ended()
            continuation.finish()
        }
        return (events, { run.stop() })
    }
}
