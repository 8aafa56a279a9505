internal import BenchLanguage
private import FoundationEssentials
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
        package var scripts: [Script] = []
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
        package var color = ColorMode.auto
        package var printsJSONErrors = false

        package init() {}
    }

    /// Something to run.
    package enum Script: Sendable {
        case file(String)
        case command(String)
        case standardInput
    }

    private let options: Options
    private let output: Output
    private let session: Session
    private let environment: Environment

    /// - Parameter abandon: ends the process at once.
    package init(
        _ options: Options,
        environment process: [String: String],
        abandon: @escaping @Sendable (Int32) -> Void
    ) throws {
        self.options = options
        let dotEnv = (try? Data(contentsOf: URL(filePath: ".env")))
            .map { Source(name: ".env", bytes: Array($0)) }
        let environment = Environment(process: process, dotEnv: dotEnv)
        self.environment = environment
        output = Output(
            results: TextOutput.standardOutput,
            messages: TextOutput.standardError,
            screen: Screen(descriptor: 1, environment: environment.variables, color: options.color),
            messageScreen: Screen(
                descriptor: 2,
                environment: environment.variables,
                color: options.color
            )
        )
        output.isQuiet = options.isQuiet
        output.printsJSONErrors = options.printsJSONErrors
        let surroundings = Surroundings(
            environment: environment,
            historyPath: Paths.history(option: options.database, environment),
            backend: { .live(environment) },
            abandon: abandon,
            origin: { .current }
        )
        session = try Session(surroundings, output: output)
        session.keepsGoing = options.keepsGoing
    }

    /// Does what the options ask and returns the exit code.
    package func run() async -> Int32 {
        Interrupts.install()
        for diagnostic in environment.diagnostics { output.report(diagnostic) }
        for problem in session.settings.problems {
            output.report(Diagnostic(.warning, problem, at: nil))
        }
        guard defineVariables(), openEvents() else { return ExitCode.usage }
        let code: Int32
        if options.scripts.isEmpty, Screen.standardInputIsTerminal {
            code = await prompt()
        } else {
            code = await runScripts()
        }
        await session.close()
        return code
    }

    private func defineVariables() -> Bool {
        for pair in options.variables {
            guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else {
                output.report(.error("-v takes name=value, not '\(pair)'", at: nil))
                return false
            }
            session.variables[String(pair[..<equals])] = Scalar(
                word: String(pair[pair.index(after: equals)...])
            )
        }
        return true
    }

    private func openEvents() -> Bool {
        guard let path = options.eventsPath else { return true }
        if path == "-" {
            session.events = TextOutput.standardOutput
            return true
        }
        guard let sink = TextOutput.file(path) else {
            output.report(.error("cannot write the events file '\(path)'", at: nil))
            return false
        }
        session.events = sink
        return true
    }

    // MARK: Scripts

    private func runScripts() async -> Int32 {
        session.loadProviders()
        let scripts = options.scripts.isEmpty ? [.standardInput] : options.scripts
        // All are read and checked before the first of them runs.
        var sources: [Source] = []
        for (index, script) in scripts.enumerated() {
            guard let source = source(script, index + 1) else { return ExitCode.usage }
            sources.append(source)
        }
        let interpreter = Interpreter(session)
        guard let checked = interpreter.checked(sources) else { return ExitCode.usage }
        if options.checksOnly {
            output.note("no problem found")
            return 0
        }
        for script in checked {
            guard await interpreter.run(script.statements) else { break }
        }
        if options.staysInteractive, session.stopCode == nil { return await prompt() }
        summarise()
        return session.exitCode
    }

    private func source(_ script: Script, _ number: Int) -> Source? {
        switch script {
        case .command(let text): return Source(name: "-c#\(number)", text: text)
        case .standardInput: return Source(name: "<stdin>", bytes: StandardInput.bytes())
        case .file(let path):
            do {
                return Source(name: path, bytes: try session.surroundings.readFile(path))
            } catch {
                output.report(
                    .error("cannot read '\(path)': \(FileProblem.words(error))", at: nil)
                )
                return nil
            }
        }
    }

    /// One line on what the script came to.
    private func summarise() {
        let tally = session.tally
        guard tally.passed + tally.failed > 0 else { return }
        output.note(
            Count.text(tally.passed + tally.failed, "expectation")
                + ": \(tally.passed) passed, \(tally.failed) failed · "
                + Count.text(tally.requests, "request") + ", "
                + Count.text(tally.errors, "error")
        )
    }

    // MARK: Prompt

    private func prompt() async -> Int32 {
        session.loadProviders()
        let history = StatementHistory(path: Paths.statements(environment))
        if let warning = history.warning { output.note(warning) }
        if !options.skipsInitFile { await runInitFile() }
        greet()
        let editor = LineEditor(
            environment: environment.variables,
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
        let path = Paths.initFile(environment)
        guard let bytes = try? session.surroundings.readFile(path) else { return }
        _ = await Interpreter(session).run(Source(name: path, bytes: bytes))
        // A signal ends the shell; a fault of the file does not.
        if let code = session.stopCode, code < 128 { session.stopCode = nil }
        session.tally = Tally()
    }

    private func greet() {
        output.note("benchsh \(Self.version), a shell for benchmarking LLM APIs. Try:")
        for line in HelpText.firstSteps { output.note("  \(line)") }
    }
}
