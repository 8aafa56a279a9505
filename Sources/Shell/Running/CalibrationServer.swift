internal import BenchLanguage
internal import LLMClient
internal import Measurement
internal import MockProvider

/// A mock server for a calibration alone, which no setting of the user's slows down.
struct CalibrationServer: Sendable {
    private let mock: MockProvider

    /// What a load came to.
    private struct Outcome: Sendable {
        let load: CalibrationLoad
        let runs: [Run]
        let conditions: Conditions
        /// How late first tokens were written on average, in milliseconds.
        let lateness: Double
    }

    /// Measures every load; Ctrl-C ends the script, and nothing comes of it.
    @MainActor
    static func calibrations(
        _ session: Session,
        at span: Span
    ) async throws -> [Calibration] {
        // The mock holds the other end of each connection.
        let most = CalibrationLoad.all.map(\.concurrency).max() ?? 0
        try ConnectionRoom.make(forConnections: 2 * most, withMock: true, at: span)
        let server = try await CalibrationServer(at: span)
        let (backend, output) = (session.backend(), session.output)
        let outcomes: [Outcome]
        do {
            let request = try server.request(session, at: span)
            outcomes = try await Interruptible.run(session) {
                await server.outcomes(of: request, backend) { load in
                    await output.drawStatus(["  calibrating with \(load.concurrency) in flight"])
                }
            }
        } catch {
            await server.mock.stop()
            try output.clearStatus()
            throw error
        }
        await server.mock.stop()
        try output.clearStatus()
        return try outcomes.map { try calibration($0, session, at: span) }
    }

    private init(at span: Span) async throws(Diagnostic) {
        let pace = Behaviour(
            ttft: .milliseconds(CalibrationLoad.ttft),
            gap: .milliseconds(CalibrationLoad.gap),
            tokens: CalibrationLoad.tokens
        )
        do throws(MockError) {
            mock = try await MockProvider.start(behaviours: [CalibrationLoad.target.model: pace])
        } catch {
            throw .error("the mock provider cannot start: \(error.description)", at: span)
        }
    }

    @MainActor
    private func request(
        _ session: Session,
        at span: Span
    ) throws(Diagnostic) -> PreparedRequest {
        let target = CalibrationLoad.target
        let settings = RequestSettings(prompt: "calibrate", maxTokens: CalibrationLoad.tokens)
        let provider = try session.provider(target.provider, at: span)
        do throws(EndpointError) {
            return try PreparedRequest(
                ChatRequest(settings, to: target, of: provider),
                to: provider,
                url: mock.baseURL,
                key: nil,
                connection: .warm,
                timeouts: Timeouts(total: 10)
            )
        } catch {
            throw .error(error.description, at: span)
        }
    }

    private func outcomes(
        of request: PreparedRequest,
        _ backend: Backend,
        begin: (CalibrationLoad) async -> Void
    ) async -> [Outcome] {
        var outcomes: [Outcome] = []
        for load in CalibrationLoad.all where !Task.isCancelled {
            await begin(load)
            mock.resetLateness()
            let (runs, conditions) = await load.send(request, by: backend)
            let lateness = (mock.firstTokenLateness()?.mean ?? 0) / 1000
            outcomes.append(
                Outcome(load: load, runs: runs, conditions: conditions, lateness: lateness)
            )
        }
        return outcomes
    }

    @MainActor
    private static func calibration(
        _ outcome: Outcome,
        _ session: Session,
        at span: Span
    ) throws(Diagnostic) -> Calibration {
        if let failure = outcome.runs.lazy.compactMap(\.outcome.failure).first {
            throw .error("a request to the mock failed: \(failure.message)", at: span)
        }
        let calibration = Calibration(
            of: SuiteSummary(runs: outcome.runs),
            against: Calibration.Truth(
                ttft: Double(CalibrationLoad.ttft),
                gap: Double(CalibrationLoad.gap),
                lateness: outcome.lateness
            ),
            concurrency: outcome.load.concurrency,
            conditions: outcome.conditions,
            at: session.surroundings.now()
        )
        guard let calibration else {
            throw .error("the mock sent nothing that can be measured", at: span)
        }
        return calibration
    }
}
