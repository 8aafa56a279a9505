import Synchronization

/// What the mock provider has to do, counted at its own end.
package struct Load: Sendable, Equatable {
    /// Open connections.
    package internal(set) var connections = 0
    /// Connections accepted since the start.
    package internal(set) var acceptedConnections = 0
    /// Responses under way.
    package internal(set) var responses = 0
    /// The most responses that were under way at once since the start.
    package internal(set) var peakResponses = 0
}

/// Counts connections and responses over all event loops.
final class LoadGauge: Sendable {
    private let state = Mutex(Load())

    var load: Load { state.withLock { $0 } }

    /// Counts a new connection and returns its ordinal, from 1.
    func connectionOpened() -> Int {
        state.withLock {
            $0.connections += 1
            $0.acceptedConnections += 1
            return $0.acceptedConnections
        }
    }

    func connectionClosed() {
        state.withLock { $0.connections -= 1 }
    }

    func responseStarted() {
        state.withLock {
            $0.responses += 1
            $0.peakResponses = max($0.peakResponses, $0.responses)
        }
    }

    func responseEnded() {
        state.withLock { $0.responses -= 1 }
    }
}
