package import BenchLanguage
internal import Terminal

/// Carries out statements, one after another.
@MainActor
package struct Interpreter {
    let session: Session

    package init(_ session: Session) {
        self.session = session
    }

    /// Parses and checks a source as a whole, then runs it; nothing is sent when it has a fault.
    ///
    /// - Returns: false when it was not run to its end.
    package func run(_ source: Source) async -> Bool {
        guard let script = checked(source) else {
            session.stopCode = session.isInteractive ? session.stopCode : ExitCode.usage
            return false
        }
        return await run(script.statements)
    }

    /// The script when it has no fault; faults are shown.
    package func checked(_ source: Source) -> Script? {
        checked([source])?.first
    }

    /// Scripts that run one after another, when none has a fault; faults are shown.
    package func checked(_ sources: [Source]) -> [Script]? {
        let parses = sources.map { session.grammar.parse($0) }
        var diagnostics = parses.flatMap(\.diagnostics)
        if diagnostics.isEmpty {
            var checker = Checker(session)
            for parse in parses { checker.visit(parse.script) }
            diagnostics = checker.check.diagnostics
        }
        for diagnostic in diagnostics { session.output.report(diagnostic) }
        return diagnostics.contains { $0.severity == .error } ? nil : parses.map(\.script)
    }

    /// Runs statements until one stops the script.
    func run(_ statements: [Statement]) async -> Bool {
        for statement in statements {
            guard session.stopCode == nil else { return false }
            do {
                try await run(statement)
            } catch {
                guard await recover(from: error, at: statement.span) else { return false }
            }
        }
        return session.stopCode == nil
    }

    private func run(_ statement: Statement) async throws {
        switch statement {
        case .call(let call):
            try await Language.command(of: call)?.action(call, session)
        case .query(let query):
            try await Query.run(query, session)
        case .block(let block):
            try await Loop.run(block, self)
        }
    }

    /// Shows an error; true when the script goes on behind it.
    private func recover(from error: any Error, at span: BenchLanguage.Span) async -> Bool {
        switch error {
        case WriteFailure.closedByReader:
            // As after `| head`: nobody reads on, and that is no fault.
            session.stopCode = ExitCode.brokenPipe
            return false
        case WriteFailure.failed(let reason):
            session.output.report(.error("cannot write the output: \(reason)", at: nil))
            session.stopCode = ExitCode.failed
            return false
        case is ScriptEnd:
            return false
        case var diagnostic as Diagnostic:
            if diagnostic.span == nil { diagnostic.span = span }
            session.output.report(diagnostic)
        default:
            session.output.report(.error("\(error)", at: span))
        }
        session.tally.failedCommands += 1
        return session.isInteractive || session.keepsGoing
    }
}

/// Thrown by `exit`, and by an expectation that says `or stop`.
struct ScriptEnd: Error {}

/// What the process ends with; see `help exit codes`.
package enum ExitCode {
    package static let expectationFailed: Int32 = 1
    package static let usage: Int32 = 2
    package static let failed: Int32 = 3
    package static let interrupted: Int32 = 130
    package static let brokenPipe: Int32 = 141
    package static let terminated: Int32 = 143
}

extension Session {
    /// The exit code that everything so far comes to.
    package var exitCode: Int32 {
        if let stopCode { return stopCode }
        if tally.failedCommands > 0 { return ExitCode.failed }
        return tally.failed > 0 ? ExitCode.expectationFailed : 0
    }

    /// Reads and parses a file.
    func parse(
        file: String,
        includedFrom span: BenchLanguage.Span?
    ) throws(Diagnostic) -> Parse {
        let bytes: [UInt8]
        do {
            bytes = try surroundings.readFile(file)
        } catch {
            throw .error("cannot read '\(file)'", at: span, label: FileProblem.words(error))
        }
        return grammar.parse(Source(name: file, bytes: bytes, includedFrom: span))
    }
}
