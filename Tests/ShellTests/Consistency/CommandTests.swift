import BenchLanguage
import FoundationEssentials
import Testing

@testable import Shell

/// Every command keeps what the list of commands promises of it.
@MainActor
@Suite struct CommandTests {
    nonisolated static let examples = Command.all.flatMap { command in
        command.examples.map { (command.name, $0) }
    }

    @Test(arguments: Command.all.map(\.name))
    func aCommandIsDescribed(name: String) throws {
        let command = try #require(Command.all.first { $0.name == name })
        #expect(!command.examples.isEmpty)
        #expect(!command.summary.isEmpty)
        #expect(command.summary.first?.isLowercase == true)
        #expect(!command.summary.hasSuffix("."))
        #expect(command.details.isEmpty || command.details.hasSuffix("."))
        #expect(command.examples.allSatisfy { $0.hasPrefix(command.verb) })
    }

    /// `Query` has the three words that SQL begins with.
    @Test func aCommandIsOneFile() throws {
        let paths = Repository.files(under: "Sources/Shell/Commands", suffix: ".swift")
        let counts = paths.map { path in
            Repository.text(of: path)?.matches(of: /= Command\(/).count ?? 0
        }
        #expect(counts.max() == 1)
        #expect(counts.reduce(0, +) == Command.all.count - Command.queries.count)
    }

    @Test func namesAreUnique() {
        let names = Command.all.map(\.name)
        #expect(Set(names).count == names.count)
        let forms = Command.all.flatMap(\.forms)
        #expect(Set(forms).count == forms.count)
    }

    /// Each runs in a shell that has two suites, a provider of its own, and what it names.
    @Test(arguments: examples)
    func anExampleRuns(name: String, example: String) async throws {
        let shell = try ScriptedShell(files: Scene.files)
        let recording = Recording()
        let session = try shell.session(recording: recording)
        let interpreter = Interpreter(session)
        let scene = Source(name: "scene", text: Scene.statements(before: example))
        try #require(await interpreter.run(scene), "\(recording.lines)")
        let before = recording.lines.count
        // Another history than this one would have to be made first; a merge with itself will do.
        let text = example.replacing("laptop.db", with: "\(shell.folder)/bench.db")
        let isDone = await interpreter.run(Source(name: "example", text: text))
        let said = recording.lines.dropFirst(before).joined(separator: "\n")
        #expect(isDone || name == "exit", "\(said)")
        #expect(session.exitCode == 0 && !said.contains("! error"), "\(said)")
        await session.close()
    }

    @Test(
        arguments: Command.all.flatMap { command in
            command.synonyms.map { ($0, command.verb) }
        }
    )
    func anotherWordForItIsUnderstood(synonym: String, verb: String) throws {
        let session = try ScriptedShell().session(recording: Recording())
        let parse = session.grammar.parse(Source(name: "", text: synonym))
        #expect(parse.diagnostics.first?.label == "did you mean '\(verb)'?")
    }

    @Test(arguments: Command.all.flatMap { command in command.aliases.map { ($0, command.name) } })
    func anAliasMeansTheCommand(alias: String, name: String) throws {
        let session = try ScriptedShell().session(recording: Recording())
        let parse = session.grammar.parse(Source(name: "", text: alias))
        guard case .call(let call)? = parse.script.statements.first else {
            Issue.record("\(alias) is no statement: \(parse.diagnostics.map(\.message))")
            return
        }
        #expect(Language.command(of: call)?.name == name)
    }
}

/// What the examples of the commands and of the documents rely on.
enum Scene {
    static let files = [
        "scripts/examples/smoke.bench": "run on mock/fast with max_tokens 4\nexpect errors = 0\n",
        "common.bench": "set max_tokens 64\n",
        "file.txt": "A prompt from a file.",
        "suite.json": """
        {"format":"benchsh suites","version":1,"suites":[{"id":"11111111-2222-4333-8444-5",
        "mode":"single","targets":["mock/fast"],"status":"completed","num_runs":1,
        "created_at":"2026-11-01T10:00:00.000Z","prompt":"hi","runs":[{"run":1,
        "provider_id":"mock","model":"fast","status":"success","total_latency_ms":5}]}]}
        """,
    ]

    /// Two suites and a target; `lab` too where it is to be removed.
    static func statements(before example: String) -> String {
        let lab =
            example.hasPrefix("remove provider")
            ? "add provider lab url \"http://127.0.0.1:9/v1\" model m\n" : ""
        return lab + "use mock/steady\nrun 2 as first\nrun 2 on mock/fast\n"
    }
}

/// The folder that holds the package.
enum Repository {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The text of a file in it; nil when there is none.
    static func text(of path: String) -> String? {
        (try? Data(contentsOf: folder.appending(path: path)))
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The files under a folder in it, as paths from the root.
    static func files(under path: String, suffix: String) -> [String] {
        let names = try? FileManager.default.subpathsOfDirectory(
            atPath: folder.appending(path: path).path
        )
        return (names ?? []).filter { $0.hasSuffix(suffix) }.sorted().map { path + "/" + $0 }
    }
}
