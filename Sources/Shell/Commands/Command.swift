internal import BenchLanguage

/// A command: one declaration from which parsing, help, completion, suggestions, the README's
/// table and the example tests follow.
///
/// To add one, write a file with it and name it in `Command.all`.
struct Command: Sendable {
    /// How it is written; see `Syntax` for the notation.
    let forms: [String]
    /// Words that mean its verb.
    var aliases: [String] = []
    /// Words that only lead to a suggestion.
    var synonyms: [String] = []
    /// One line, lower case, without a full stop.
    let summary: String
    /// What only the forms cannot say; printed by `help`.
    var details = ""
    /// Statements that parse and run.
    let examples: [String]
    /// Whether what it prints says how long it took.
    var tellsItsTime = false
    /// What it is to those who deal with many commands.
    var role = Role.other
    /// Finds what is wrong before anything is sent, and notes what later statements may rely on.
    var check: @MainActor (Call, inout Check) throws(Diagnostic) -> Void = { _, _ in }
    /// What `save` makes of it.
    var replay = Replay.never
    /// Does it; nil for loops and queries, which are no calls.
    var action: (@MainActor (Call, Session) async throws -> Void)?

    enum Role: Sendable {
        case other
        /// Runs a suite.
        case suite
        case expectation
        /// Runs the statements of a file.
        case inclusion
        /// Defines a variable.
        case definition
        /// Adds a provider.
        case provider
    }

    /// How a statement that was carried out comes into a saved script.
    enum Replay: Sendable {
        /// Not at all: it only looks, or belongs to the session alone.
        case never
        case asWritten
        /// In other words, that mean the same at another time and place; nil for not at all.
        case written(@MainActor (Call, Session) -> String?)

        var isWritten: Bool { if case .never = self { false } else { true } }
    }

    /// The first word of its first form.
    var verb: String { String(forms.first?.split(separator: " ").first ?? "") }

    /// What tells it from others with its verb: `show history`, `run`.
    var name: String {
        let words = forms.first?.split(separator: " ").prefix(2) ?? []
        let isKeyword = words.count == 2 && words[1].allSatisfy { $0.isLetter && $0.isLowercase }
        return words.prefix(isKeyword ? 2 : 1).joined(separator: " ")
    }
}

extension Call {
    /// What its command is to those who deal with many.
    var role: Command.Role { Language.command(of: self)?.role ?? .other }
}

extension Command {
    /// The words in its name behind the verb: `history` of `show history`.
    var nouns: [String] { name.split(separator: " ").dropFirst().map(String.init) }

    /// Every command by what it is for, in the order of help.
    static let groups: [(purpose: String, commands: [Command])] = [
        ("prepare", [use, `set`, setMock, reset, `let`, addProvider, removeProvider]),
        ("send", [run, compare, rerun, calibrate]),
        ("judge", [diff, trend, expect]),
        (
            "look",
            [
                showHistory, showSuite, showRuns, showRun, showChunks, showResponse, showChart,
                showProviders, showModels, showSettings, showVariables, showSchema,
            ]
        ),
        ("ask SQL", queries),
        ("keep", [nameSuite, noteSuite, delete, vacuum, export, `import`, merge]),
        ("script", [loop, source, print, wait, save]),
        ("shell", [help, exit]),
    ]

    /// Every command, in the order of help.
    static let all = groups.flatMap(\.commands)
}
