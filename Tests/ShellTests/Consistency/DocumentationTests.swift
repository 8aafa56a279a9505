import BenchLanguage
import FoundationEssentials
import LLMClient
import Measurement
import Testing

@testable import Shell

/// The documents say what the program does.
@MainActor
@Suite struct DocumentationTests {
    private nonisolated static let readme = Repository.text(of: "README.md")

    private nonisolated static let readmeBlocks = blocks(of: "bench", in: readme ?? "")

    @Test(.enabled(if: readme != nil), arguments: readmeBlocks.indices)
    func aBlockOfTheReadmeRuns(index: Int) async throws {
        let shell = try ScriptedShell(files: Scene.files)
        let recording = Recording()
        let session = try shell.session(recording: recording)
        let interpreter = Interpreter(session)
        let scene = Source(name: "scene", text: Scene.statements(before: ""))
        try #require(await interpreter.run(scene))
        let block = Self.readmeBlocks[index]
        _ = await interpreter.run(Source(name: "README.md", text: block))
        #expect(session.exitCode <= ExitCode.expectationFailed, "\(recording.lines)")
        await session.close()
    }

    @Test(.enabled(if: readme != nil), arguments: ReferenceTable.all)
    func theReadmeHoldsTheTable(table: ReferenceTable) {
        let missing = table.missing(in: Self.readme ?? "")
        #expect(missing.isEmpty, "the table of \(table.name) is:\n\n\(table.text)\n")
    }

    @Test func theExampleOfTheEnvironmentNamesEveryVariable() throws {
        let text = try #require(Repository.text(of: ".env.example"))
        let named = Set(
            text.split(separator: "\n").compactMap { line in
                line.firstMatch(of: /^(?:# *)?([A-Z][A-Z0-9_]*)=/).map { String($0.1) }
            }
        )
        let providers = try Registry().providers.flatMap(\.keyVariables)
        let settings = Setting.all.compactMap(\.variable)
        let read = Set(providers + settings + Self.variablesReadBySources())
            .subtracting(Self.variablesOfTheSystem)
        let missing = read.subtracting(named)
        #expect(missing.isEmpty, "add to .env.example: \(missing.sorted())")
        let page = try #require(Topics.all["environment"])
        let untold = read.filter { !page.contains($0) }
        #expect(untold.isEmpty, "add to environment.md: \(untold.sorted())")
    }

    @Test func theExampleOfTheEnvironmentCanBeUsed() throws {
        let text = try #require(Repository.text(of: ".env.example"))
        let environment = Environment(
            process: [:],
            dotEnv: Source(name: ".env.example", text: text)
        )
        #expect(environment.diagnostics.isEmpty)
        #expect(Settings(environment).problems.isEmpty)
    }

    @Test(arguments: Repository.files(under: "scripts/examples", suffix: ".bench"))
    func anExampleScriptIsRight(path: String) throws {
        let text = try #require(Repository.text(of: path))
        let recording = Recording()
        let session = try ScriptedShell(files: Scene.files).session(recording: recording)
        let script = Interpreter(session).checked(Source(name: path, text: text))
        #expect(script != nil, "\(recording.lines)")
        #expect(recording.lines.isEmpty)
    }

    @Test(arguments: Topics.all.keys.sorted())
    func theStatementsOfATopicAreRight(name: String) async throws {
        let recording = Recording()
        let shell = try ScriptedShell(files: Scene.files)
        let session = try shell.session(recording: recording)
        let interpreter = Interpreter(session)
        let scene = Source(name: "scene", text: Scene.statements(before: "") + Self.topicScene)
        try #require(await interpreter.run(scene), "\(recording.lines)")
        // Here nobody has a key.
        session.checksOnly = true
        for block in Self.indented(in: Topics.all[name] ?? "") {
            let script = interpreter.checked(Source(name: name, text: block))
            #expect(script != nil, "\(recording.lines.joined(separator: "\n"))")
        }
        await session.close()
    }

    /// Suites and variables that the pages of the manual speak of.
    private static let topicScene = """
        run 2 as steady
        let city = "Paris"
        let limit = 800ms

        """

    /// What the system or the terminal sets, not the user of this program.
    private static let variablesOfTheSystem: Set = [
        "HOME", "TERM", "COLUMNS", "LINES", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME",
        "CLICOLOR_FORCE", "BENCHSH_FORCE_TTY", "LANG", "LC_ALL", "LC_CTYPE", "EDITRC", "PAGER",
    ]

    private static func variablesReadBySources() -> [String] {
        Repository.files(under: "Sources", suffix: ".swift").flatMap { path in
            let text = Repository.text(of: path) ?? ""
            return text.matches(of: /nvironment\["([A-Z][A-Z0-9_]*)"|getenv\("([A-Z0-9_]+)"\)/)
                .compactMap { ($0.1 ?? $0.2).map(String.init) }
        }
    }

    private nonisolated static func blocks(of language: String, in text: String) -> [String] {
        text.split(separator: "```").filter { $0.hasPrefix(language + "\n") }
            .map { String($0.dropFirst(language.count + 1)) }
    }

    /// The blocks that are set in by four blanks, without those.
    private static func indented(in text: String) -> [String] {
        var blocks: [String] = []
        var block = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("    ") {
                block += line.dropFirst(4) + "\n"
            } else if !block.isEmpty {
                blocks.append(block)
                block = ""
            }
        }
        return blocks
    }
}
