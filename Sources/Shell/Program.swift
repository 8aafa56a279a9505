internal import BenchLanguage
private import FoundationEssentials
private import Glibc
internal import History
internal import Rendering
package import Terminal

/// The program behind its flags: makes a session, feeds it scripts or a prompt, and comes back
/// with an exit code.
@MainActor
package struct Program {
    package nonisolated static let version = "0.1.0"

    /// What the command line asks for.
    package struct Options: Sendable {
        /// Scripts in the order they were given.
        package var scripts: [Batch.Input] = []
        package var checksOnly = false
        /// `name=value` pairs.
        package var variables: [String] = []
        package var database: String?
        package var isQuiet = false
        /// Opens the prompt behind the scripts.
        package var staysInteractive = false
        package var skipsInitFile = false
        package var keepsGoing = false
        package var eventsPath: String?
        /// What CI systems read of it.
        package var reports: [ReportFiles.File] = []
        package var color = ColorMode.auto
        package var printsJSONErrors = false

        package init() {}
    }

    private let options: Options
    private let output: Output
    private let session: Session
    private let environment: Environment
    /// What chooses programs to start, files and proxies.
    private let trusted: Environment
    private let reports: ReportFiles

    /// - Parameter abandon: ends the process at once.
    package init(
        _ options: Options,
        environment process: [String: String],
        abandon: @escaping @Sendable (Int32) -> Void
    ) throws {
        self.options = options
        let environment = Environment.here(process: process)
        let trusted = environment.ofProcess
        self.environment = environment
        self.trusted = trusted
        reports = ReportFiles(options.reports, startedAt: Date())
        // Where the events take standard output, people read everything else beside them.
        let results: Int32 = options.eventsPath == "-" ? STDERR_FILENO : STDOUT_FILENO
        let screens = [results, STDERR_FILENO].map {
            Screen(descriptor: $0, environment: environment.variables, color: options.color)
        }
        output = Output(
            results: results == STDERR_FILENO
                ? TextOutput.standardError : TextOutput.standardOutput,
            messages: TextOutput.standardError,
            screen: screens[0],
            messageScreen: screens[1]
        )
        output.isQuiet = options.isQuiet
        output.printsJSONErrors = options.printsJSONErrors
        let surroundings = Surroundings(
            environment: environment,
            historyPath: Paths.history(option: options.database, trusted),
            keyUsesPath: Paths.keyUses(trusted),
            backend: { .live(trusted) },
            abandon: { [reports] code in
                reports.abandon(code)
                abandon(code)
            },
            origin: { .current },
            pager: Pager(environment: trusted.variables)
        )
        session = try Session(surroundings, output: output)
        session.keepsGoing = options.keepsGoing
        session.checksOnly = options.checksOnly
    }

    /// Does what the options ask and returns the exit code.
    package func run() async -> Int32 {
        Interrupts.install()
        for diagnostic in environment.diagnostics { output.report(diagnostic) }
        for problem in session.settings.problems {
            output.report(Diagnostic(.warning, problem, at: nil))
        }
        if let problem = Paths.problem(option: options.database, trusted) {
            output.report(.error(problem, at: nil))
            return ExitCode.usage
        }
        guard let given = definedVariables(), openEvents() else { return ExitCode.usage }
        let code: Int32
        if options.scripts.isEmpty, Screen.standardInputIsTerminal, !options.reports.isEmpty {
            output.report(.error("a report needs a script", at: nil, label: "name a FILE"))
            return ExitCode.usage
        }
        if options.scripts.isEmpty, Screen.standardInputIsTerminal {
            code = await prompt()
        } else {
            code = await runScripts(given)
        }
        await session.close()
        return code
    }

    /// Defines what `-v` gives; nil, and told, when that cannot be.
    private func definedVariables() -> [String]? {
        var given: [String] = []
        for pair in options.variables {
            guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else {
                output.report(.error("-v takes name=value, not '\(pair)'", at: nil))
                return nil
            }
            let name = String(pair[..<equals])
            guard Variable.isName(name) else {
                output.report(
                    .error(
                        "-v: '\(name)' is not a name",
                        at: nil,
                        label: "a name has letters, digits and _, and begins with a letter"
                    )
                )
                return nil
            }
            given.append(name)
            session.variables[name] = Scalar(
                word: String(pair[pair.index(after: equals)...])
            )
        }
        return given
    }

    private func openEvents() -> Bool {
        guard let path = options.eventsPath else { return true }
        if path == "-" {
            session.events = TextOutput.standardOutput
            return true
        }
        guard let sink = try? TextOutput(path: path) else {
            output.report(.error("cannot write the events file '\(path)'", at: nil))
            return false
        }
        session.events = sink
        return true
    }

    // MARK: Scripts

    /// - Parameter given: the variables of `-v`.
    private func runScripts(_ given: [String]) async -> Int32 {
        session.loadProviders()
        let scripts = options.scripts.isEmpty ? [.standardInput] : options.scripts
        let batch = Batch(session, reports: reports, checksOnly: options.checksOnly)
        // Behind the scripts, somebody at a prompt may still read the others.
        let code = await batch.run(scripts, given: options.staysInteractive ? [] : given)
        guard options.staysInteractive, !options.checksOnly, session.stopCode == nil else {
            return code
        }
        return code == ExitCode.usage ? code : await prompt()
    }

    // MARK: Prompt

    private func prompt() async -> Int32 {
        // The prompt is of use without a history too, but nobody should measure in vain.
        if !session.loadProviders() {
            output.note("nothing can be measured or listed until another one is opened")
        }
        let history = StatementHistory(path: Paths.statements(trusted))
        if let warning = history.warning { output.note(warning) }
        if !options.skipsInitFile { await runInitFile() }
        greet()
        let editor = LineEditor(
            environment: trusted.variables,
            color: options.color,
            history: history,
            complete: { [session] line, cursor in
                MainActor.assumeIsolated { session.candidates(line, cursor) }
            }
        )
        let reader: any LineReader =
            editor
            ?? PlainLineReader(prompts: .standardOutput, interrupts: Interrupts.install())
        await Prompt(session, reader).run()
        return session.stopCode ?? 0
    }

    private func runInitFile() async {
        let path = Paths.initFile(trusted)
        guard let bytes = try? session.surroundings.readFile(path) else { return }
        _ = await Interpreter(session).run(Source(name: path, bytes: bytes))
        // A signal ends the shell; a fault of the file does not.
        session.stopCode = session.signalCode
        session.tally = Tally()
    }

    private func greet() {
        // Who has measured before knows how.
        let stored = try? session.storedHistory()?.suites(.init(limit: 1))
        guard stored?.isEmpty ?? true else { return }
        output.note("benchsh \(Self.version), a shell for benchmarking LLM APIs. Try:")
        for line in HelpText.firstSteps { output.note("  \(line)") }
    }
}
