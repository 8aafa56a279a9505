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
        session.askLine = { [unowned session, reader] question in
            try Interruptible.block(session, stop: reader.interruption) { _ in
                if case .line(let answer) = reader.readLine(prompt: question) {
                    answer
                } else {
                    nil
                }
            }
        }
        // A reader that outlived the prompt would keep the terminal as it left it.
        defer { session.askLine = nil }
        while session.stopCode == nil {
            guard let text = statement() else { break }
            guard text.contains(where: { !$0.isWhitespace }) else { continue }
            session.output.promptAbove = prompt.displayWidth
            if let warning = reader.remember(text) { session.output.note(warning) }
            await carryOut(Source(name: "<input>", text: text))
        }
    }

    /// Ctrl-C ends it before its next statement; a second one leaves even in the midst of one.
    private func carryOut(_ source: Source) async {
        let stopped = Stopped(session)
        let signals = stopped.listen(to: [.interrupt])
        session.stopped = stopped
        defer {
            session.stopped = nil
            signals.cancel()
        }
        _ = await Interpreter(session).run(source)
        if stopped.code != nil { session.output.note("interrupted") }
    }

    private var prompt: String { "\(session.target?.description ?? "benchsh")> " }

    /// A whole statement, over several lines when it is not complete; nil at the end of the input.
    private func statement() -> String? {
        defer { session.openLines = "" }
        var presses = 0
        while true {
            let before = session.openLines
            switch reader.readLine(prompt: before.isEmpty ? prompt : "   …> ") {
            case .line(let line):
                let whole = before + line
                guard session.grammar.continuation(of: whole) != nil else { return whole }
                session.openLines = whole + "\n"
            case .interrupted:
                presses += 1
                session.openLines = ""
                if presses == 2 { session.output.note("Ctrl-D or 'exit' leaves") }
            case .endOfFile:
                return before.isEmpty ? nil : String(before.dropLast())
            case .failed(let reason):
                session.output.report(.error(reason, at: nil))
                session.stopCode = ExitCode.failed
                return nil
            }
        }
    }
}

extension Session {
    /// Asks a yes-or-no question; anything but y or yes means no; Ctrl-C ends the statement.
    func confirm(_ question: String) throws -> Bool {
        let start = ContinuousClock.now
        defer { output.timeWithPeople += ContinuousClock.now - start }
        let answer = try askLine?("\(question) [y/N] ") ?? ""
        return ["y", "yes"].contains(answer.lowercased())
    }
}
