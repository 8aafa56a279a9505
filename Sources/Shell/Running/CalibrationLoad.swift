internal import LLMClient
internal import LoadEngine
internal import Measurement

/// One of the loads of a calibration, answered at a pace that is known.
struct CalibrationLoad: Sendable {
    let concurrency: Int
    let requests: Int

    /// From nothing beside a request to what a large suite has; about five seconds in all.
    static let all = [
        CalibrationLoad(concurrency: 1, requests: 8),
        CalibrationLoad(concurrency: 10, requests: 20),
        CalibrationLoad(concurrency: 50, requests: 100),
        CalibrationLoad(concurrency: 200, requests: 400),
    ]

    /// Milliseconds to the first token.
    static let ttft = 50
    /// Milliseconds from one token to the next.
    static let gap = 10
    static let tokens = 32

    static let target = Target(provider: "mock", model: "calibration")

    /// Sends the requests and watches the client meanwhile; when cancelled, runs are missing.
    func send(
        _ request: PreparedRequest,
        by backend: Backend
    ) async -> (runs: [Run], conditions: Conditions) {
        let plan = Plan(
            mode: .concurrent,
            targets: [Self.target],
            requestsPerTarget: requests,
            concurrency: concurrency
        )
        let epoch = Epoch()
        let endObservation = await backend.observe()
        let engine = LoadEngine(plan) { lane, _ in
            await backend.open(request, lane)
        } send: { turn in
            await backend.send(request, turn.number, turn.lane, epoch.start())
        }
        let basket = Basket()
        let run = engine.start { basket.add($0) }
        await withTaskCancellationHandler {
            await run.ended()
        } onCancel: {
            run.stop()
        }
        let runs = basket.empty().compactMap { event in
            if case .finished(let run) = event { run } else { nil }
        }
        let conditions = await endObservation()
        await backend.close()
        return (runs, conditions)
    }
}
