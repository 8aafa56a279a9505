import ArgumentParser
import FoundationEssentials
import Glibc
import Shell
import Terminal

/// Flags in, exit code out; the only place that ends the process.
@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchsh",
        abstract: "A shell for benchmarking LLM APIs.",
        version: "benchsh \(Program.version)"
    )

    @Argument(help: "Scripts to run in order; - is standard input.")
    var files: [String] = []

    @Option(
        name: [.customShort("c"), .long],
        help: ArgumentHelp("Run these (repeatable).", valueName: "statements")
    )
    var command: [String] = []

    @Option(name: [.customShort("f"), .long], help: "Run this script (repeatable).")
    var file: [String] = []

    @Flag(help: "Only check the scripts; send nothing.")
    var check = false

    @Option(
        name: [.customShort("v"), .customLong("variable")],
        help: ArgumentHelp("Set a variable (repeatable).", valueName: "name=value")
    )
    var variables: [String] = []

    @Option(help: ArgumentHelp("The history's file.", valueName: "file"))
    var db: String?

    @Flag(name: .shortAndLong, help: "Print results and errors only.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Open the prompt after the scripts.")
    var interactive = false

    @Flag(name: [.customShort("X"), .long], help: "Do not run the init file.")
    var noInit = false

    @Flag(help: "Go on after a command that failed.")
    var keepGoing = false

    @Option(
        help: ArgumentHelp(
            "Write a JSON line a run and suite; - for stdout.",
            valueName: "file"
        )
    )
    var events: String?

    @Option(help: ArgumentHelp("Write what came of the scripts as JUnit XML.", valueName: "file"))
    var reportJunit: String?

    @Option(help: ArgumentHelp("Write it as a JSON object.", valueName: "file"))
    var reportJson: String?

    @Option(help: ArgumentHelp("Write it in the Test Anything Protocol.", valueName: "file"))
    var reportTap: String?

    @Option(help: ArgumentHelp("auto, always or never; else auto.", valueName: "when"))
    var color: ColorMode = .auto

    @Option(help: ArgumentHelp("Print errors as text or json; else text.", valueName: "form"))
    var errors: ErrorFormat = .text

    @Flag(help: "Print the manual, for 'man -l -'.")
    var man = false

    /// Ends wrong usage with 2 rather than the parser's own 64.
    static func main() async {
        do {
            try await parse().run()
        } catch {
            let code = exitCode(for: error)
            // Its own help is longer than a screen.
            if code == .success, fullMessage(for: error).hasPrefix("OVERVIEW:") {
                return tell(Manual.usage(flags))
            }
            guard code == .validationFailure else { exit(withError: error) }
            try? TextOutput.standardError.write(fullMessage(for: error) + "\n")
            try? TextOutput.standardError.flush()
            _exit(2)
        }
    }

    private static func tell(_ text: String) {
        try? TextOutput.standardOutput.write(text)
        try? TextOutput.standardOutput.flush()
    }

    func run() async throws {
        guard !man else { return Self.tell(await Manual.page(Self.flags)) }
        let options = options
        let program: Program
        do {
            program = try await Program(options, environment: ProcessInfo.processInfo.environment) {
                code in
                Interrupts.restoreTerminal()
                _exit(code)
            }
        } catch {
            try? TextOutput.standardError.write("benchsh: \(error)\n")
            try? TextOutput.standardError.flush()
            throw ExitCode(3)
        }
        let code = await program.run()
        // Whatever still holds the line editor, the terminal is left as it was found.
        Interrupts.restoreTerminal()
        throw ExitCode(code)
    }

    private var options: Program.Options {
        var options = Program.Options()
        options.scripts = ScriptOrder(CommandLine.arguments.dropFirst()).order(
            commands: command,
            options: file,
            files: files
        )
        options.checksOnly = check
        options.variables = variables
        options.database = db
        options.isQuiet = quiet
        options.staysInteractive = interactive
        options.skipsInitFile = noInit
        options.keepsGoing = keepGoing
        options.eventsPath = events
        options.reports = [
            reportJunit.map { .junit($0) }, reportJson.map { .json($0) },
            reportTap.map { .tap($0) },
        ].compactMap(\.self)
        options.color = color
        options.printsJSONErrors = errors == .json
        return options
    }
}

/// How errors are printed.
enum ErrorFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

extension ColorMode: ExpressibleByArgument {}
