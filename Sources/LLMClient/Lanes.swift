internal import Measurement

/// Names what a lane keeps for an endpoint.
struct LaneKey: Hashable {
    let lane: Int
    let endpoint: Endpoint
}

/// What lanes keep from one run for the next.
struct Lanes {
    private(set) var connections: [LaneKey: KeptConnection] = [:]
    /// Why a connection could not be opened ahead; the lane's first run tells it.
    private var failures: [LaneKey: Failure] = [:]
    /// Endpoints that close after an answer without having said so.
    private var silentClosers: Set<Endpoint> = []

    /// The connection that the next run may use; nil when a new one is needed.
    mutating func usable(_ key: LaneKey) -> KeptConnection? {
        guard let kept = connections[key] else { return nil }
        guard kept.connection.isOpen else {
            _ = forget(key)
            return nil
        }
        return kept.hasAnswered && silentClosers.contains(key.endpoint) ? nil : kept
    }

    mutating func keep(_ connection: Connection, _ key: LaneKey) {
        failures[key] = nil
        connections[key] = KeptConnection(connection: connection)
    }

    /// Whether the lane's connection is kept after an answer.
    mutating func noteAnswer(_ key: LaneKey) -> Bool {
        connections[key]?.hasAnswered = true
        return !silentClosers.contains(key.endpoint)
    }

    mutating func forget(_ key: LaneKey) -> Connection? {
        guard let kept = connections.removeValue(forKey: key) else { return nil }
        if kept.hasAnswered, kept.connection.wasLeft { noteSilentCloser(key.endpoint) }
        return kept.connection
    }

    mutating func noteFailure(_ failure: Failure, _ key: LaneKey) {
        failures[key] = failure
    }

    mutating func takeFailure(_ key: LaneKey) -> Failure? {
        failures.removeValue(forKey: key)
    }

    mutating func noteSilentCloser(_ endpoint: Endpoint) {
        silentClosers.insert(endpoint)
    }
}

/// A lane's connection between two runs.
struct KeptConnection {
    let connection: Connection
    /// Whether an answer has come over it.
    var hasAnswered = false
}
