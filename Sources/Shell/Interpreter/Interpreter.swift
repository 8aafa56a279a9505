package import BenchLanguage
internal import Terminal

/// Carries out statements, one after another.
@MainActor
package struct Interpreter {
    let session: Session
    /// Whether these statements stand in a file or a loop, where a failed one ends the others at a
    /// prompt too.
    private let isInner: Bool

    package init(_ session: Session) {
        self.init(session, isInner: false)
    }

    private init(_ session: Session, isInner: Bool) {
        self.session = session
        self.isInner = isInner
    }

    /// For the statements of a file that is included, or of a loop.
    static func inner(_ session: Session) -> Interpreter { Interpreter(session, isInner: true) }

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
    ///
    /// - Parameter given: variables that come from outside, which one of the scripts should read.
    package func checked(_ sources: [Source], given: [String] = []) -> [Script]? {
        let parses = sources.map { session.grammar.parse($0) }
        var diagnostics = parses.flatMap(\.diagnostics)
        if diagnostics.isEmpty {
            let statements = parses.flatMap(\.script.statements)
            var checker = Checker(session, isAlone: session.isInteractive && statements.areAlone)
            for parse in parses { checker.visit(parse.script) }
            checker.checkRead(given)
            diagnostics = checker.check.diagnostics
        }
        for diagnostic in diagnostics {
            session.output.report(diagnostic)
            session.keep(syntax: diagnostic)
        }
        if Check.isFull(diagnostics) {
            session.output.note("there may be more; these come first")
        }
        return diagnostics.contains { $0.severity == .error } ? nil : parses.map(\.script)
    }

    /// Runs statements until one stops the script.
    func run(_ statements: [Statement]) async -> Bool {
        for (index, statement) in statements.enumerated() {
            var goesOn = session.stopCode == nil
            do {
                if let code = session.stopped?.code { throw session.stopped(by: code) }
                if goesOn { try await run(statement) }
            } catch {
                goesOn = await recover(from: error, in: statement)
            }
            guard goesOn else {
                session.keep(skipped: statements[(index + 1)...])
                return false
            }
        }
        return session.stopCode == nil
    }

    private func run(_ statement: Statement) async throws {
        if case .block = statement {} else { session.tally.statements += 1 }
        let stopwatch = Stopwatch(session)
        session.journal.begin(session.variables)
        let before = session.tally
        var isDone = false
        defer { session.keep(statement, after: before, isDone: isDone) }
        switch statement {
        case .call(let call):
            let command = Language.command(of: call)
            try await command?.action?(call, session)
            stopwatch.tell(isTold: command?.tellsItsTime ?? false)
        case .query(let query):
            try await Query.run(query, session)
            stopwatch.tell()
        case .block(let block):
            // Each statement in it has a time of its own.
            session.journal.loopDepth += 1
            defer { session.journal.loopDepth -= 1 }
            try await Loop.run(block, .inner(session))
        }
        isDone = true
    }

    /// Shows an error; true when the script goes on behind it.
    private func recover(from error: any Error, in statement: Statement) async -> Bool {
        let span = statement.span
        switch error {
        case WriteFailure.closedByReader where !session.output.isRedirected:
            // As after `| head`: nobody reads on, and that is no fault.
            session.end(bySignal: ExitCode.brokenPipe)
            session.proceedings?.end(because: "nobody reads the output any more")
            return false
        case let failure as WriteFailure where session.output.isRedirected:
            // The file takes no more; the shell goes back to the screen and says so.
            session.output.redirect(to: nil)
            if let setting = Setting.named("output") { session.settings.reset(setting) }
            report(.error("cannot write the output: \(failure.reason)", at: span), in: statement)
        case WriteFailure.failed(let reason):
            report(.error("cannot write the output: \(reason)", at: nil), in: statement)
            session.stopCode = ExitCode.failed
            session.proceedings?.end(because: "the output cannot be written")
            return false
        case is ScriptEnd:
            noteEnd(at: statement)
            return false
        case var diagnostic as Diagnostic:
            if diagnostic.span == nil { diagnostic.span = span }
            report(diagnostic, in: statement)
        default:
            report(.error("\(error)", at: span), in: statement)
        }
        session.tally.failedCommands += 1
        let goesOn = session.keepsGoing || session.isInteractive && !isInner
        if !goesOn { session.proceedings?.end(because: "\(span.place) failed") }
        return goesOn
    }

    private func report(_ diagnostic: Diagnostic, in statement: Statement) {
        session.output.report(diagnostic)
        session.keep(error: diagnostic, at: statement.span, as: statement.testKind)
    }

    /// Keeps why the rest of the scripts is not reached, the innermost statement first.
    private func noteEnd(at statement: Statement) {
        guard let proceedings = session.proceedings, proceedings.ending == nil else { return }
        let place = statement.span.place
        guard let code = session.signalCode else {
            guard case .call(let call) = statement else { return }
            let words = call.role == .expectation ? "or stop" : call.verb.text
            return proceedings.end(because: "\(place) says '\(words)'")
        }
        let words = code == ExitCode.interrupted ? "interrupted" : "terminated"
        let problem = Diagnostic.error(words, at: statement.span)
        session.keep(error: problem, at: statement.span, as: statement.testKind)
        proceedings.end(because: "\(words) at \(place)")
    }
}

extension [Statement] {
    /// Whether they are at most one, that holds no others.
    fileprivate var areAlone: Bool {
        switch first {
        case .call(let call): count == 1 && call.role != .inclusion
        case .query: count == 1
        case .block: false
        case nil: true
        }
    }
}

extension Span {
    /// `nightly.bench:7`.
    fileprivate var place: String {
        "\(source.name):\(source.position(of: range.lowerBound).line)"
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
        includedFrom span: Span?,
        at path: Span?
    ) throws(Diagnostic) -> Parse {
        let bytes: [UInt8]
        do {
            bytes = try surroundings.readFile(file)
        } catch {
            throw .error("cannot read '\(file)'", at: path, label: FileProblem.words(error))
        }
        return grammar.parse(Source(name: file, bytes: bytes, includedFrom: span))
    }
}
