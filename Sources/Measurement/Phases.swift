/// How the connection of a run came to be, and what opening it cost.
///
/// Durations are in milliseconds. They are never part of `ttft`: a run's clock starts on an
/// established connection.
package struct Phases: Hashable, Sendable {
    /// Whether the connection was open before the run or had to be opened for it.
    package var connection: ConnectionState
    package var dns: Double?
    package var connect: Double?
    package var tls: Double?

    package init(
        connection: ConnectionState,
        dns: Double? = nil,
        connect: Double? = nil,
        tls: Double? = nil
    ) {
        self.connection = connection
        self.dns = dns
        self.connect = connect
        self.tls = tls
    }

    /// Whether a connection was made for the run; not where that failed.
    package var madeConnection: Bool { connect != nil }

    package static let warm = Phases(connection: .warm)
}

/// Whether a run found its connection open (`warm`) or opened it itself (`cold`).
package enum ConnectionState: String, CaseIterable, Sendable {
    case warm, cold
}
