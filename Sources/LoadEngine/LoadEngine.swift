package import Measurement
private import Synchronization

/// Decides when to send; how to send, and what time it is, are the caller's.
package struct LoadEngine: Sendable {
    /// Opens the connection of a lane to a target, before the clock starts.
    package typealias Open = @Sendable (_ lane: Int, Target) async -> Void
    /// Sends one request and returns its run; a failure is a run like any other.
    package typealias Send = @Sendable (Assignment) async -> Run

    private let plan: Plan
    private let open: Open
    private let send: Send

    package init(_ plan: Plan, open: @escaping Open, send: @escaping Send) {
        self.plan = plan
        self.open = open
        self.send = send
    }

    /// Carries out the plan and yields what happens, in the order it happens.
    ///
    /// Every lane starts its next round as soon as its last one ended, unless the plan's time is
    /// over by then. When the stream's consumer
    /// goes away or `stop` is called, no further request is sent and those in flight are
    /// cancelled; their runs are still yielded.
    package func start() -> LoadRun {
        let (events, continuation) = AsyncStream.makeStream(of: LoadEvent.self)
        let rounds = RoundCounter(plan.rounds)
        let task = Task {
            await openConnections()
            if !Task.isCancelled {
                continuation.yield(.started)
                await withTaskGroup(of: Void.self) { group in
                    for lane in 0..<plan.lanes {
                        group.addTask { await work(lane, rounds, continuation) }
                    }
                }
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return LoadRun(events: events, stop: { task.cancel() })
    }

    private func openConnections() async {
        await withTaskGroup(of: Void.self) { group in
            for (lane, target) in plan.connections {
                group.addTask { await open(lane, target) }
            }
        }
    }

    private func work(
        _ lane: Int,
        _ rounds: RoundCounter,
        _ events: AsyncStream<LoadEvent>.Continuation
    ) async {
        // The runs themselves say how late it is, on the clock by which they were measured.
        var elapsed = 0.0
        while elapsed < plan.timeLimit ?? .infinity, let round = rounds.next() {
            for turn in plan.turns(ofRound: round) {
                guard !Task.isCancelled else { return }
                events.yield(.sent(number: turn.number, lane: lane))
                let run = await send(
                    Assignment(number: turn.number, lane: lane, target: turn.target)
                )
                elapsed = run.startOffset + run.end
                events.yield(.finished(run))
            }
        }
    }
}

/// A request that is due now, and the lane that sends it.
package struct Assignment: Hashable, Sendable {
    /// 1 for the first run of the suite.
    package let number: Int
    package let lane: Int
    package let target: Target
}

/// What happens while a plan is carried out.
package enum LoadEvent: Hashable, Sendable {
    /// Connections are open; the first requests go out now.
    case started
    case sent(number: Int, lane: Int)
    case finished(Run)
}

/// A plan that is being carried out.
package struct LoadRun: Sendable {
    /// Ends once every run has.
    package let events: AsyncStream<LoadEvent>
    /// Sends nothing more and cancels what is in flight.
    package let stop: @Sendable () -> Void
}

/// Hands each round to one lane.
private final class RoundCounter: Sendable {
    private let count: Int
    private let taken = Mutex(0)

    init(_ count: Int) {
        self.count = count
    }

    func next() -> Int? {
        taken.withLock { taken in
            guard taken < count else { return nil }
            defer { taken += 1 }
            return taken
        }
    }
}
