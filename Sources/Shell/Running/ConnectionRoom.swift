internal import BenchLanguage
internal import LLMClient

/// Whether the system lets a load have all its connections open at once.
enum ConnectionRoom {
    /// Raises the limit on open files as far as it goes; an error when that is not far enough.
    ///
    /// - Parameter withMock: whether the mock in this process holds other ends, which count as well.
    static func make(
        forConnections count: Int,
        withMock: Bool,
        at span: Span
    ) throws(Diagnostic) {
        let granted = OpenFiles.makeRoom(forConnections: count)
        guard granted < count else { return }
        let connections = count == 1 ? "1 open connection" : "\(count) open connections"
        let included = withMock ? ", with the mock's ends of them" : ""
        throw .error(
            "this needs \(connections)\(included), and the system allows \(granted)",
            at: span,
            help: "raise its limit on open files with 'ulimit -n', or have fewer in flight"
        )
    }
}
