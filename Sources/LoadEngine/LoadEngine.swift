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

    /// Begins to carry out the plan and tells what happens, on whatever thread it happens.
    ///
    /// Every lane starts its next round as soon as its last one ended. Once `stop` is called no
    /// further request is sent and those in flight are cancelled; their runs are still told.
    /// To tell is a call and no stream, as that would wake its consumer for each event.
    package func start(_ tell: @escaping @Sendable (LoadEvent) -> Void) -> LoadRun {
        let rounds = RoundCounter(plan.rounds)
        let task = Task {
            await openConnections()
            guard !Task.isCancelled else { return }
            tell(.started)
            await withTaskGroup(of: Void.self) { group in
                for lane in 0..<plan.lanes {
                    group.addTask { await work(lane, rounds, tell) }
                }
            }
        }
        return LoadRun(task: task)
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
        _ tell: @Sendable (LoadEvent) -> Void
    ) async {
        // The runs themselves say how late it is, on the clock by which they were measured.
        var elapsed = 0.0
        while elapsed < plan.timeLimit ?? .infinity, let round = rounds.next() {
            for turn in plan.turns(ofRound: round) {
                guard !Task.isCancelled else { return }
                tell(.sent(number: turn.number, lane: lane))
                let run = await send(
                    Assignment(number: turn.number, lane: lane, target: turn.target)
                )
                elapsed = run.startOffset + run.end
                tell(.finished(run))
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
    let task: Task<Void, Never>

    /// Waits until every run has ended and been told.
    package func ended() async { await task.value }

    /// Sends nothing more and cancels what is in flight.
    package func stop() { task.cancel() }
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
