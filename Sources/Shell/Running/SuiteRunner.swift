internal import BenchLanguage
internal import History
internal import LLMClient
internal import LoadEngine
internal import Measurement
internal import MockProvider
internal import Rendering
internal import Terminal

/// Runs one suite: prepares, sends, stores each run as it ends, shows it, and sums up.
@MainActor
struct SuiteRunner {
    let session: Session
    let plan: Plan
    let request: RequestSettings
    let name: String?
    /// Where the statement stands, for what goes wrong in it.
    let span: Span

    func run() async throws {
        var prepared: [Target: PreparedRequest] = [:]
        for target in plan.targets {
            prepared[target] = try await session.prepared(target, request, at: span)
        }
        try ConnectionRoom.make(
            forConnections: connections,
            withMock: plan.targets.contains { session.isMock($0) },
            at: span
        )
        session.mock?.resetLateness()
        var ledger = try Ledger(session, try begin())
        let backend = session.backend()
        let epoch = Epoch()
        let endObservation = await backend.observe()
        let basket = Basket()
        let load = LoadEngine(plan) { [prepared] lane, target in
            guard let request = prepared[target], request.opensAhead else { return }
            await backend.open(request, lane)
        } send: { [prepared] turn in
            guard let request = prepared[turn.target] else {
                return Run(number: turn.number, target: turn.target, outcome: .cancelled, end: 0)
            }
            return await backend.send(request, turn.number, turn.lane, epoch.start())
        }.start { basket.add($0) }
        let stopped = Stopped(session)
        let signals = stopped.listen { load.stop() }
        let display = RunDisplay(session, ledger.suite, plan)
        do {
            try await follow(load, basket, &ledger, display, backend, stopped)
        } catch {
            // The output is gone, the measurement is not: what ended is kept.
            load.stop()
            await load.ended()
            for case .finished(let run) in basket.empty() { ledger.add(run) }
            let conditions = await endObservation()
            await backend.close()
            let closing = ledger.close(conditions, interrupted: true)
            signals.cancel()
            if let shortfall = closing.shortfall { fail(shortfall) }
            throw error
        }
        let conditions = await endObservation()
        await backend.close()
        let closing = ledger.close(conditions, interrupted: stopped.code != nil)
        signals.cancel()
        try display.finished(closing.unshown)
        try show(closing.suite, closing.summary)
        if let shortfall = closing.shortfall { fail(shortfall) }
        tellLateness()
        if let code = stopped.code { throw session.stopped(by: code) }
    }

    /// Counts what the history lacks as a failed command; what follows may well judge the suite.
    private func fail(_ shortfall: Diagnostic) {
        session.tally.failedCommands += 1
        session.output.report(shortfall)
        session.keep(error: shortfall, at: span, as: .suite)
    }

    /// What the mock itself added to the times of its runs.
    private func tellLateness() {
        guard plan.targets.contains(where: { session.isMock($0) }),
            let lateness = session.mock?.lateness()
        else { return }
        let figures = [lateness.mean, lateness.p99, lateness.max].map {
            Figure.phrase($0 / 1000, unit: .milliseconds)
        }
        session.output.note(
            "the mock itself was late by \(figures[0]) (mean), \(figures[1]) (p99), "
                + "\(figures[2]) (most)"
        )
    }

    /// What every lane holds open at once; of the mock's connections both ends lie in this process.
    private var connections: Int {
        let ends = plan.targets.reduce(0) { $0 + (session.isMock($1) ? 2 : 1) }
        return plan.lanes * ends
    }

    private func begin() throws(Diagnostic) -> Suite {
        var suite = Suite(
            id: session.surroundings.newID(),
            name: name,
            mode: plan.mode,
            targets: plan.targets,
            request: request,
            requests: plan.requests,
            concurrency: plan.lanes,
            createdAt: session.surroundings.now()
        )
        suite.timeLimit = plan.timeLimit.map { $0 / 1000 }
        if plan.targets.contains(where: { session.isMock($0) }) {
            suite.mock = session.mockOverrides.text
        }
        suite.origin = session.surroundings.origin()
        if session.settings.text("host") == "off" { suite.origin.host = nil }
        if let calibration = try session.calibration(nearest: plan.lanes) {
            suite.origin.calibratedAt = calibration.createdAt
            suite.origin.calibratedConcurrency = calibration.concurrency
            suite.origin.uncertainty = calibration.ttftUncertainty
        }
        return suite
    }

    // MARK: Following

    /// Takes in what happens until the load ends; stores and shows ten times a second.
    private func follow(
        _ load: LoadRun,
        _ basket: Basket,
        _ ledger: inout Ledger,
        _ display: RunDisplay,
        _ backend: Backend,
        _ stopped: Stopped
    ) async throws {
        try display.begin(isFirst: session.tally.suites == 0)
        for await _ in load.ticks(every: display.interval) {
            for event in basket.empty() {
                switch event {
                case .started: display.started()
                case .sent(_, let lane): display.sent(lane: lane)
                case .finished(let run):
                    ledger.add(run)
                    display.ended(run)
                }
            }
            if display.streamsText { try display.text(await backend.newText(0)) }
            try display.finished(ledger.commit())
            display.status(isStopping: stopped.code != nil)
        }
        try display.end()
    }

    // MARK: Summing up

    private func show(_ suite: Suite, _ summary: SuiteSummary) throws {
        session.last = (suite, summary)
        session.tally.suites += 1
        session.tally.requests += summary.requests
        session.tally.errors += summary.errors
        session.emit(Event.suiteComplete(suite, summary))
        let report = SuiteReport(
            suite,
            summary,
            width: session.output.width,
            style: session.output.style
        )
        // A single answer at a terminal needs but a line of numbers.
        let isOneRun = plan.requests == 1 && session.output.isTerminal
        let isFirstShown = session.output.isQuiet && session.tally.suites == 1
        let lines = isOneRun ? report.brief : (isFirstShown ? [] : [""]) + report.lines
        try session.output.write(lines.joined(separator: "\n") + "\n")
        if summary.successes.isEmpty, summary.errors > 0 {
            // A suite that measured nothing has failed, but what follows may well judge it.
            session.tally.failedCommands += 1
            let words = summary.errorWords.joined(separator: "\n")
            session.keep(
                error: .error("\(suite.called): no request succeeded", at: span, help: words),
                at: span,
                as: .suite
            )
        }
    }
}

extension PreparedRequest {
    /// Whether connections are opened before the clock starts.
    fileprivate var opensAhead: Bool { connection == .warm }
}
