internal import BenchLanguage
internal import LLMClient

/// Whether the system lets a load have all its connections open at once.
enum ConnectionRoom {
    /// Raises the limit on open files as far as it goes; an error when that is not far enough.
    ///
    /// - Parameter room: says how many of the connections asked for fit.
    static func make(
        forConnections count: Int,
        at span: BenchLanguage.Span,
        room: (_ connections: Int) -> Int = OpenFiles.makeRoom
    ) throws(Diagnostic) {
        let granted = room(count)
        guard granted < count else { return }
        throw .error(
            "this needs \(count) open connections, and the system allows \(granted)",
            at: span,
            help: "raise its limit on open files with 'ulimit -n', or have fewer in flight"
        )
    }
}
