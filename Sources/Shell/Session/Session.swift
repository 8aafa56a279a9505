package import BenchLanguage
package import History
package import LLMClient
package import Measurement
internal import MockProvider
internal import Rendering
internal import Text

/// What a shell remembers between statements.
@MainActor
package final class Session {
    package let surroundings: Surroundings
    package let output: Output
    package var settings: Settings
    package var variables: [String: Scalar] = [:]
    package var registry: Registry { didSet { keyVariables.formUnion(registry.keyVariables) } }
    /// Environment variables that hold keys: by their names, or because a provider reads them,
    /// be it one that was removed since.
    private(set) var keyVariables: Set<String>
    /// What `use` chose.
    package var target: Target?
    /// The newest suite of this session, with its figures.
    package var last: (suite: Suite, summary: SuiteSummary)?
    package var tally = Tally()
    /// Writes a JSON line for each run and suite as it ends.
    package var events: (any TextSink)?
    /// Whether somebody sits at a prompt.
    package var isInteractive = false
    /// Whether scripts are checked and not run.
    package var checksOnly = false
    /// Whether a script goes on behind a command that failed.
    package var keepsGoing = false
    /// Asks the person at the prompt for a line; throws when a signal ends the statement.
    var askLine: ((_ question: String) throws -> String?)?
    /// The lines of the statement before the one that is being typed, each with its end.
    package var openLines = ""
    /// Set when the rest is not to be carried out; the exit code of the process.
    package var stopCode: Int32?
    /// The same where a signal is the reason, and not an `exit` with a code that looks alike.
    private(set) var signalCode: Int32?
    /// Scripts that were read and checked, by path.
    package var includes: [String: Script] = [:]
    /// What `save` writes.
    var journal = Journal()
    /// The values of the loops around the statement that is being carried out.
    var loopValues: [(name: String, value: Scalar)] = []
    /// What the checks of the scripts have come to; nil where nobody will read it.
    var proceedings: Proceedings?
    /// Takes the signals that come between two statements of a script.
    var stopped: Stopped?
    var mockOverrides = MockOverrides()
    /// What added providers may have as their keys.
    var keyUses: KeyUses

    private var openedHistory: History?
    private var backendMade: Backend?
    /// The mock server, when it has been started.
    private(set) var mock: MockProvider?

    package init(_ surroundings: Surroundings, output: Output) throws {
        self.surroundings = surroundings
        self.output = output
        settings = Settings(surroundings.environment)
        keyUses = KeyUses(path: surroundings.keyUsesPath)
        let builtIn = try Registry()
        registry = builtIn
        keyVariables = builtIn.keyVariables.union(surroundings.environment.secretNames)
    }

    /// Ends everything because of a signal.
    func end(bySignal code: Int32) {
        stopCode = code
        signalCode = code
    }

    /// The language as this session knows it.
    package var grammar: Grammar { Language.grammar(providers: registry.providers.map(\.id)) }

    // MARK: Effects, made when first needed

    /// The history; opened, with the providers that were added to it, when first asked for.
    package func history() throws(Diagnostic) -> History {
        if let openedHistory { return openedHistory }
        let isNew = !surroundings.hasHistory
        do throws(HistoryError) {
            let history = try History(
                path: surroundings.historyPath,
                version: Program.version
            )
            openedHistory = history
            var notes: [String] = []
            if isNew, output.isTerminal { notes.append("a new history: \(history.path)") }
            if let backup = history.backup {
                notes.append(
                    "the history was brought up to date; as it was, it is in '\(backup)'"
                )
            }
            if !history.recovered.isEmpty {
                let numbers = Enumeration.text(history.recovered.map(String.init), "and")
                notes.append(
                    history.recovered.count == 1
                        ? "suite \(numbers) was cut off and is marked interrupted"
                        : "suites \(numbers) were cut off and are marked interrupted"
                )
            }
            for note in notes { output.report(Diagnostic(.note, note, at: nil)) }
            if history.isReadOnly {
                let problem = HistoryError.readOnly(path: history.path).description
                output.report(Diagnostic(.warning, problem, at: nil))
            }
            return history
        } catch {
            throw .error(error.description, at: nil)
        }
    }

    /// The history when there is one already; none is made.
    package func storedHistory() throws(Diagnostic) -> History? {
        openedHistory != nil || surroundings.hasHistory ? try history() : nil
    }

    /// The way to the servers; made when first asked for.
    package func backend() -> Backend {
        if let backendMade { return backendMade }
        let made = surroundings.backend()
        backendMade = made
        return made
    }

    /// The mock server, started when first asked for.
    func mockProvider() async throws(Diagnostic) -> MockProvider {
        if let mock { return mock }
        do throws(MockError) {
            let started = try await MockProvider.start()
            mockOverrides.apply(to: started)
            mock = started
            return started
        } catch {
            throw .error("the mock provider cannot start: \(error.description)", at: nil)
        }
    }

    /// Whether a target is the mock inside this program.
    func isMock(_ target: Target) -> Bool {
        registry.provider(target.provider)?.kind == .mock
    }

    /// Changes how the mock answers from now on.
    func overrideMock(_ change: (inout MockOverrides) -> Void) {
        change(&mockOverrides)
        if let mock { mockOverrides.apply(to: mock) }
    }

    /// Ends servers and connections before the program does.
    package func close() async {
        await backendMade?.shutdown()
        await mock?.stop()
    }
}

extension Session {
    /// The variables as they are now.
    var scope: VariableScope {
        VariableScope(
            variables: variables,
            environment: surroundings.environment,
            keys: keyVariables
        )
    }
}

/// Where `$names` are looked up.
struct VariableScope: Scope {
    let variables: [String: Scalar]
    let environment: Environment
    let keys: Set<String>

    func value(of variable: Variable) -> Scalar? {
        guard variable.environmentName != nil else { return variables[variable.name] }
        return spelling(of: variable).map { Scalar(word: $0) }
    }

    func spelling(of variable: Variable) -> String? {
        guard let name = variable.environmentName, !keys.contains(name) else { return nil }
        return environment[name]
    }

    var variableNames: [String] { variables.keys.sorted() }
}

/// What a script's expectations and commands came to.
package struct Tally: Sendable {
    /// Statements that were carried out, those of loops each time.
    package var statements = 0
    /// Expectations by what came of them.
    package var held = 0
    package var failed = 0
    package var skipped = 0
    /// Commands that could not do their work.
    package var failedCommands = 0
    package var requests = 0
    package var errors = 0
    package var suites = 0

    /// Expectations in all.
    var expectations: Int { held + failed + skipped }
}
