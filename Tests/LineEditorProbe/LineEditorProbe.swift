import Glibc
import Terminal

/// Reads lines as the shell does and prints each as `<…>`, for the tests that watch a terminal.
@main
enum LineEditorProbe {
    static func main() {
        let environment = inheritedEnvironment()
        let history = StatementHistory(path: environment["BENCHSH_HISTORY"])
        say(history.warning)
        let interrupts = Interrupts.install()
        let editor = LineEditor(environment: environment, history: history, complete: complete)
        let reader: any LineReader =
            editor ?? PlainLineReader(prompts: .standardOutput, interrupts: interrupts)
        converse(with: reader, interrupts: interrupts)
    }

    private static func converse(with reader: any LineReader, interrupts: Interrupts) {
        while true {
            switch reader.readLine(prompt: "probe> ") {
            case .line("job"): runJob(interrupts)
            case .line("crash"): fatalError("as asked")
            case .line(let line):
                say("<\(line.replacing("\n", with: "\\n"))>")
                say(reader.remember(line))
            case .interrupted: say("interrupted")
            case .failed(let reason): return say("failed: \(reason)")
            case .endOfFile: return say("end")
            }
        }
    }

    /// Lasts until Ctrl-C.
    private static func runJob(_ interrupts: Interrupts) {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        let writing = ends[1]
        let token = interrupts.onSignal { signal, count in
            say("job: \(signal) \(count)")
            close(writing)
        }
        say("job started")
        var byte: UInt8 = 0
        while read(ends[0], &byte, 1) < 0 {}
        token.cancel()
        close(ends[0])
        say("job ended")
    }

    private static func complete(line: String, cursor: Int) -> [Candidate] {
        let words = [
            ("openai", "OpenAI"), ("openrouter", "OpenRouter"), ("deepseek", "DeepSeek"),
            ("répéter", "again"), ("répondre", "answer"), ("temperature", "0 to 2"),
        ]
        let left = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
        let word = left.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
        return words.filter { $0.0.hasPrefix(word) }.map {
            Candidate(replaceFromByte: cursor - word.utf8.count, text: $0.0, note: $0.1)
        }
    }

    private static func say(_ text: String?) {
        guard let text else { return }
        try? TextOutput.standardOutput.write(text + "\n")
        try? TextOutput.standardOutput.flush()
    }

    private static func inheritedEnvironment() -> [String: String] {
        var environment: [String: String] = [:]
        for name in ["TERM", "BENCHSH_HISTORY", "NO_COLOR", "COLUMNS", "LINES"] {
            environment[name] = getenv(name).map { String(cString: $0) }
        }
        return environment
    }
}
