internal import BenchLanguage
internal import LLMClient

/// Whether the system lets a load have all its connections open at once.
enum ConnectionRoom {
    /// Raises the limit on open files as far as it goes; an error when that is not far enough.
    static func make(
        forConnections count: Int,
        at span: Span
    ) throws(Diagnostic) {
        let granted = OpenFiles.makeRoom(forConnections: count)
        guard granted < count else { return }
        throw .error(
            "this needs \(count) open connections, and the system allows \(granted)",
            at: span,
            help: "raise its limit on open files with 'ulimit -n', or have fewer in flight"
        )
    }
}
