/// What came of asking for a line.
package enum LineInput: Equatable, Sendable {
    /// Without its last newline; others in it are the user's.
    case line(String)
    case endOfFile
    /// Ctrl-C: what was typed is gone.
    case interrupted
    case failed(String)
}

/// Where statements come from: a person at a terminal, or a stream of lines.
package protocol LineReader: AnyObject {
    /// Waits for the next line; between two, a terminal shows no keys and keeps them.
    func readLine(prompt: String) -> LineInput

    /// Adds a whole statement to what can be recalled; returns a warning to show, if any.
    func remember(_ statement: String) -> String?

    /// Ends the wait for a line, as Ctrl-C does; from any thread.
    var interruption: @Sendable () -> Void { get }
}
