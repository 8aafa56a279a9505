package import Measurement
private import Synchronization

/// The only network client: sends chat completions and stamps what comes back.
///
/// Each lane keeps one connection for each endpoint it talks to. While an answer
/// arrives nothing is printed, stored or waited for.
package final class LLMClient: Sendable {
    private let loop = SocketLoop()
    private let connector: Connector
    private let lanes = Mutex(Lanes())

    /// Starts the thread that reads.
    ///
    /// - Parameters:
    ///   - authorityFile: a PEM file of certificates to trust beside the system's.
    ///   - proxies: which connections go through a proxy.
    package init(
        authorityFile: String? = nil,
        proxies: ProxyRules = .none
    ) {
        connector = Connector(
            loop: loop,
            trust: TrustStore(authorityFile: authorityFile),
            proxies: proxies
        )
    }

    /// Opens the lane's connection before a suite's clock starts; a failure is told by the run.
    package func open(_ prepared: PreparedRequest, lane: Int) async {
        let key = LaneKey(lane: lane, endpoint: prepared.endpoint)
        guard lanes.withLock({ $0.usable(key) }) == nil else { return }
        do throws(Failure) {
            let connection = try await connector.open(prepared.endpoint, prepared.timeouts)
            let old = lanes.withLock { lanes in
                defer { lanes.keep(connection, key) }
                return lanes.forget(key)
            }
            await old?.close()
        } catch {
            if !Task.isCancelled { lanes.withLock { $0.noteFailure(error, key) } }
        }
    }

    /// Sends one request and measures its answer; a failure is a result, not an error.
    ///
    /// - Parameter epoch: the suite's start.
    package func send(
        _ prepared: PreparedRequest,
        number: Int,
        lane: Int,
        epoch: MonotonicTime
    ) async -> Run {
        let exchange = Exchange(
            thinkOpenImplied: prepared.request.thinkOpenImplied,
            key: prepared.key
        )
        let key = LaneKey(lane: lane, endpoint: prepared.endpoint)
        let begun = MonotonicTime.now()
        var phases = Phases.warm
        var notes = prepared.request.notes
        var finished: Finished
        do throws(Failure) {
            if let answer = await sendOnKept(prepared, key, exchange, &notes) {
                finished = answer
            } else {
                if let failure = lanes.withLock({ $0.takeFailure(key) }) { throw failure }
                if let old = lanes.withLock({ $0.forget(key) }) { await old.close() }
                let connection = try await connector.open(prepared.endpoint, prepared.timeouts)
                phases = connection.phases
                lanes.withLock { $0.keep(connection, key) }
                finished = await exchanged(prepared, key, exchange, on: connection)
            }
        } catch {
            let outcome = Task.isCancelled ? Outcome.cancelled : .error(error)
            phases = Phases(connection: .cold)
            finished = Finished(
                exchange: exchange,
                outcome: outcome,
                start: begun,
                end: MonotonicTime.now().nanoseconds - begun.nanoseconds
            )
        }
        let label = RunLabel(
            number: number,
            lane: lane,
            target: prepared.request.target,
            startOffset: finished.start.milliseconds(since: epoch)
        )
        var run = finished.exchange.run(
            label,
            outcome: finished.outcome,
            phases: phases,
            end: finished.end,
            price: prepared.request.price
        )
        run.notes = notes + run.notes
        return run
    }

    /// Sends on the lane's open connection; nil when there is none that the server still serves.
    ///
    /// Some servers close after each answer without saying so. A request that crosses with such a
    /// close was never read, so it is sent on a new connection instead. Then no connection to that
    /// server is used again, so that nothing else can be taken for it.
    private func sendOnKept(
        _ prepared: PreparedRequest,
        _ key: LaneKey,
        _ exchange: Exchange,
        _ notes: inout [String]
    ) async -> Finished? {
        guard prepared.connection == .warm, let kept = lanes.withLock({ $0.usable(key) }) else {
            return nil
        }
        let finished = await exchanged(prepared, key, exchange, on: kept.connection)
        switch finished.delivery {
        case .possible: return finished
        case .crossed:
            // Whoever closes a connection that is new does not close it after an answer.
            guard kept.hasAnswered else { return finished }
            notes.append(
                "the server closed the connection as the request left; the run was sent on a new one"
            )
        case .unsent: break
        }
        if kept.hasAnswered { lanes.withLock { $0.noteSilentCloser(key.endpoint) } }
        return nil
    }

    private func exchanged(
        _ prepared: PreparedRequest,
        _ key: LaneKey,
        _ exchange: Exchange,
        on connection: Connection
    ) async -> Finished {
        let finished = await connection.exchange(prepared.bytes, exchange, prepared.timeouts)
        let isKept = lanes.withLock { $0.noteAnswer(key) }
        // A server may keep even what it was asked to close.
        if prepared.connection == .cold || !isKept { await connection.close() }
        if !connection.isOpen { _ = lanes.withLock { $0.forget(key) } }
        return finished
    }

    /// The text that a lane's run has brought since the last call, for the live view.
    package func newText(lane: Int) async -> [LiveText] {
        let connections = lanes.withLock { lanes in
            lanes.connections.filter { $0.key.lane == lane }.map(\.value.connection)
        }
        var text: [LiveText] = []
        for connection in connections { text += await connection.newText() }
        return text
    }

    /// Watches the client itself until the observation is ended.
    package func observe() async -> Observation {
        await Observation(loop)
    }

    /// Closes every connection; the next suite opens its own.
    package func closeConnections() async {
        let connections = lanes.withLock { lanes in
            defer { lanes = Lanes() }
            return lanes.connections.values.map(\.connection)
        }
        for connection in connections { await connection.close() }
    }

    /// Closes every connection and ends the thread.
    package func shutdown() async {
        await closeConnections()
        await loop.end()
    }
}
