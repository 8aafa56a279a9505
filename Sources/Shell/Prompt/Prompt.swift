internal import BenchLanguage
package import Terminal
internal import Measurement
internal import Text

/// The loop at a terminal: asks for a statement, runs it, asks again.
@MainActor
package struct Prompt {
    private let session: Session
    private let reader: any LineReader

    package init(_ session: Session, _ reader: any LineReader) {
        self.session = session
        self.reader = reader
    }

    /// Reads until `exit` or the end of the input.
    package func run() async {
        session.isInteractive = true
        session.askLine = { [reader] question in
            if case .line(let answer) = reader.readLine(prompt: question) { answer } else { nil }
        }
        let interpreter = Interpreter(session)
        while session.stopCode == nil {
            guard let text = statement() else { break }
            guard text.contains(where: { !$0.isWhitespace }) else { continue }
            session.output.promptAbove = prompt.displayWidth
            if let warning = reader.remember(text) { session.output.note(warning) }
            reader.quiet()
            _ = await interpreter.run(Source(name: "<input>", text: text))
        }
    }

    private var prompt: String { "\(session.target?.description ?? "benchsh")> " }

    /// A whole statement, over several lines when it is not complete; nil at the end of the input.
    private func statement() -> String? {
        var text = ""
        while true {
            switch reader.readLine(prompt: text.isEmpty ? prompt : "   …> ") {
            case .line(let line):
                let whole = text.isEmpty ? line : text + "\n" + line
                guard session.grammar.continuation(of: whole) != nil else { return whole }
                text = whole
            case .interrupted: text = ""
            case .endOfFile:
                if text.isEmpty {
                    session.output.note("")
                    return nil
                }
                return text
            case .failed(let reason):
                session.output.report(.error(reason, at: nil))
                session.stopCode = ExitCode.failed
                return nil
            }
        }
    }
}

extension Session {
    /// Asks a yes-or-no question; anything but y or yes means no.
    func confirm(_ question: String) -> Bool {
        let answer = askLine?("\(question) [y/N] ") ?? ""
        return ["y", "yes"].contains(answer.lowercased())
    }
}
