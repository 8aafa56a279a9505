internal import BenchLanguage
internal import Rendering
internal import Terminal
internal import Text

/// The scripts that the program was started with: checked as a whole, then run one after another.
@MainActor
package struct Batch {
    /// Where a script comes from.
    package enum Input: Sendable {
        case file(String)
        case command(String)
        case standardInput

        /// What diagnostics and reports call it; `number` counts from 1.
        fileprivate func name(_ number: Int) -> String {
            switch self {
            case .file(let path): path
            case .command: "-c#\(number)"
            case .standardInput: "<stdin>"
            }
        }
    }

    private let session: Session
    private let reports: ReportFiles
    private let checksOnly: Bool

    package init(_ session: Session, reports: ReportFiles, checksOnly: Bool = false) {
        self.session = session
        self.reports = reports
        self.checksOnly = checksOnly
    }

    /// Runs the scripts, sums up, writes the reports, and returns the exit code.
    ///
    /// - Parameter given: variables that come from outside, which one of the scripts should read.
    package func run(_ inputs: [Input], given: [String] = []) async -> Int32 {
        session.proceedings = reports.proceedings
        reports.proceedings.begin(inputs.enumerated().map { $1.name($0 + 1) })
        if let problem = reports.begin() {
            session.output.report(problem)
            return ExitCode.usage
        }
        // Between two statements, a signal comes here; those that take longer listen themselves.
        let stopped = Stopped(session)
        let signals = stopped.listen()
        session.stopped = stopped
        defer {
            signals.cancel()
            session.stopped = nil
            session.proceedings = nil
        }
        let start = session.surroundings.uptime()
        session.proceedings?.start(at: start)
        let code = await play(inputs, given)
        let time = session.surroundings.uptime() - start
        if !checksOnly, session.tally.statements > 0 { summarise(time) }
        if let problem = reports.end(code, milliseconds: time, session.tally) {
            session.output.report(problem)
            return code < ExitCode.failed ? ExitCode.failed : code
        }
        return code
    }

    private func play(_ inputs: [Input], _ given: [String]) async -> Int32 {
        var sources: [Source] = []
        for (index, input) in inputs.enumerated() {
            session.proceedings?.enter(script: index)
            do throws(Diagnostic) {
                sources.append(try source(input, index + 1))
            } catch {
                session.output.report(error)
                session.keep(syntax: error)
                return ExitCode.usage
            }
        }
        session.proceedings?.enter(script: 0)
        let interpreter = Interpreter(session)
        guard let scripts = interpreter.checked(sources, given: given) else {
            return ExitCode.usage
        }
        guard !checksOnly else {
            session.output.note("no error found")
            return 0
        }
        var isOver = false
        for (index, script) in scripts.enumerated() {
            session.proceedings?.enter(script: index)
            if isOver {
                session.keep(skipped: script.statements)
            } else {
                isOver = await !interpreter.run(script.statements)
            }
        }
        return session.exitCode
    }

    private func source(_ input: Input, _ number: Int) throws(Diagnostic) -> Source {
        let name = input.name(number)
        do {
            switch input {
            case .command(let text): return Source(name: name, text: text)
            case .standardInput: return Source(name: name, bytes: try FileBytes.standardInput())
            case .file(let path):
                return Source(name: name, bytes: try session.surroundings.readFile(path))
            }
        } catch {
            throw .error("cannot read '\(name)': \(FileProblem.words(error))", at: nil)
        }
    }

    /// One line on what it all came to, where something was measured or expected.
    private func summarise(_ milliseconds: Double) {
        let tally = session.tally
        guard tally.suites + tally.expectations > 0 else { return }
        var parts: [String] = []
        if tally.expectations > 0 {
            var verdicts = ["\(tally.held) held", "\(tally.failed) failed"]
            if tally.skipped > 0 { verdicts.append("\(tally.skipped) skipped") }
            parts.append(
                Count.text(tally.expectations, "expectation")
                    + ": \(verdicts.joined(separator: ", "))"
            )
        }
        if tally.failedCommands > 0 {
            parts.append("\(Count.text(tally.failedCommands, "command")) failed")
        }
        parts.append(
            [
                Count.text(tally.statements, "statement"), Count.text(tally.suites, "suite"),
                Count.text(tally.requests, "request"), Count.text(tally.errors, "error"),
            ].joined(separator: ", ")
        )
        parts.append(Figure.duration(milliseconds: milliseconds))
        session.output.note(parts.joined(separator: " · "))
    }
}
