package import Measurement
private import Synchronization

/// The only network client: sends chat completions and stamps what comes back.
///
/// Each lane keeps one connection for each endpoint it talks to. While an answer
/// arrives nothing is printed, stored or waited for.
package final class LLMClient: Sendable {
    private let loop = SocketLoop()
    private let connector: Connector
    private let lanes = Mutex<[LaneKey: Connection]>([:])

    private struct LaneKey: Hashable {
        let lane: Int
        let endpoint: Endpoint
    }

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

    /// Opens the lane's connection before a suite's clock starts; a failure is left to the run.
    package func open(_ prepared: PreparedRequest, lane: Int) async {
        let key = LaneKey(lane: lane, endpoint: prepared.endpoint)
        guard kept(key) == nil,
            let connection = try? await connector.open(prepared.endpoint, prepared.timeouts)
        else { return }
        lanes.withLock { $0[key] = connection }
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
        let exchange = Exchange(thinkOpenImplied: prepared.request.thinkOpenImplied)
        let begun = MonotonicTime.now()
        var phases = Phases.warm
        var notes = prepared.request.notes
        var finished: Finished
        do throws(Failure) {
            if let answer = await sendOnKept(prepared, lane, exchange, &notes) {
                finished = answer
            } else {
                let key = LaneKey(lane: lane, endpoint: prepared.endpoint)
                if let old = lanes.withLock({ $0.removeValue(forKey: key) }) { await old.close() }
                let connection = try await connector.open(prepared.endpoint, prepared.timeouts)
                phases = connection.phases
                finished = await exchanged(prepared, lane, exchange, on: connection)
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
            outcome: finished.outcome.scrubbed(of: prepared.key),
            phases: phases,
            end: finished.end,
            price: prepared.request.price
        )
        run.notes = notes + run.notes
        return run
    }

    /// Sends on the lane's open connection; nil when there is none that the server still serves.
    ///
    /// Some servers close after each answer without saying so. A request that meets such a
    /// connection finds it gone at once; it was never read, so it is sent on a new one instead.
    private func sendOnKept(
        _ prepared: PreparedRequest,
        _ lane: Int,
        _ exchange: Exchange,
        _ notes: inout [String]
    ) async -> Finished? {
        let key = LaneKey(lane: lane, endpoint: prepared.endpoint)
        guard prepared.connection == .warm, let connection = kept(key) else { return nil }
        let finished = await exchanged(prepared, lane, exchange, on: connection)
        guard finished.metClosedConnection else { return finished }
        notes.append("the server had closed the connection; the run was sent on a new one")
        return nil
    }

    private func exchanged(
        _ prepared: PreparedRequest,
        _ lane: Int,
        _ exchange: Exchange,
        on connection: Connection
    ) async -> Finished {
        let key = LaneKey(lane: lane, endpoint: prepared.endpoint)
        lanes.withLock { $0[key] = connection }
        let finished = await connection.exchange(prepared.bytes, exchange, prepared.timeouts)
        // A server may keep even what it was asked to close.
        if prepared.connection == .cold { await connection.close() }
        if !connection.isOpen { lanes.withLock { $0[key] = nil } }
        return finished
    }

    /// The lane's connection, when it is still open.
    private func kept(_ key: LaneKey) -> Connection? {
        lanes.withLock { lanes in
            guard let connection = lanes[key] else { return nil }
            if connection.isOpen { return connection }
            lanes[key] = nil
            return nil
        }
    }

    /// The text that a lane's run has brought since the last call, for the live view.
    package func newText(lane: Int) async -> [LiveText] {
        let connections = lanes.withLock { lanes in
            lanes.filter { $0.key.lane == lane }.map(\.value)
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
            defer { lanes = [:] }
            return Array(lanes.values)
        }
        for connection in connections { await connection.close() }
    }

    /// Closes every connection and ends the thread.
    package func shutdown() async {
        await closeConnections()
        await loop.end()
    }
}

extension Finished {
    /// Whether the connection was gone when the request was sent, rather than lost while the
    /// server worked on it.
    fileprivate var metClosedConnection: Bool {
        outcome.failure?.kind == .connect && exchange.lastRead == 0 && end < Self.instant
    }

    /// Longer than the way to any server and back takes to say that a connection is closed, and
    /// shorter than any server works in vain; in nanoseconds.
    private static let instant: Int64 = 400_000_000
}

extension Outcome {
    /// Without the key, without control characters and on one line.
    fileprivate func scrubbed(of key: Secret?) -> Outcome {
        guard case .error(var failure) = self else { return self }
        let text = key?.scrub(failure.message) ?? failure.message
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let line = String(words.filter { !$0.isControl })
        failure.message = line.count > 400 ? line.prefix(400) + "…" : line
        return .error(failure)
    }
}

extension Character {
    /// Whether a terminal would obey it instead of showing it.
    fileprivate var isControl: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
