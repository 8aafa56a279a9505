import Terminal

/// Types the lines of a transcript, and records each behind the prompt that asked for it.
final class ScriptedReader: LineReader {
    private var entries: ArraySlice<Transcript.Entry>
    private let recording: Recording

    init(_ entries: [Transcript.Entry], recording: Recording) {
        self.entries = entries[...]
        self.recording = recording
    }

    /// What was not typed because the shell was left before.
    var rest: [Transcript.Entry] { Array(entries) }

    func readLine(prompt: String) -> LineInput {
        while let entry = entries.first {
            entries.removeFirst()
            switch entry {
            case .comment(let text): recording.add(text)
            case .typed(let text):
                recording.add(prompt + text)
                return switch text {
                case "^C": .interrupted
                case "^D": .endOfFile
                default: .line(text)
                }
            case .command: return .endOfFile
            }
        }
        // The transcript ends before the session does.
        recording.mute(true)
        return .endOfFile
    }

    func remember(_ statement: String) -> String? { nil }
    var interruption: @Sendable () -> Void { {} }
}
