import BenchLanguage
import Testing

@testable import Shell

/// No statement shows a key, whenever and wherever its provider was added.
@MainActor
@Suite struct KeyTests {
    private static let secret = "sk-very-secret"

    nonisolated static let scripts = [
        "\(add)\nprint $env.LAB_AUTH",
        "print $env.LAB_AUTH\n\(add)",
        "let x = $env.LAB_AUTH\n\(add)\nprint $x",
        "\(add)\nremove provider lab\nprint \"a ${env.LAB_AUTH}\"",
        "\(add)\nfor k in $env.LAB_AUTH, \"b\"\nprint $k\nend",
        "for c in 1, 2\n\(add)\nend\nselect $env.LAB_AUTH as k;",
        "source \"lab.bench\"\nset prompt $env.LAB_AUTH\nset prompt",
        "set prompt $env.OPENAI_API_KEY\nset prompt",
        "let x = $env.gh_token\nprint $x",
    ]

    private nonisolated static let add =
        "add provider lab url \"http://127.0.0.1:9/v1\" key env LAB_AUTH"

    @Test(arguments: scripts)
    func theCheckRefusesIt(script: String) async throws {
        let recording = Recording()
        let session = try shell().session(recording: recording)
        _ = await Interpreter(session).run(Source(name: "a.bench", text: script))
        #expect(session.exitCode == ExitCode.usage)
        #expect(recording.lines.contains { $0.contains("' holds a key") })
        #expect(!recording.lines.contains { $0.contains(Self.secret) })
        await session.close()
    }

    /// As where the check does not come by.
    @Test(arguments: ["", "; remove provider lab"])
    func theRunRefusesItToo(before: String) async throws {
        let recording = Recording()
        let session = try shell().session(recording: recording)
        let text = "\(Self.add)\(before); print $env.LAB_AUTH"
        let script = session.grammar.parse(Source(name: "a.bench", text: text)).script
        _ = await Interpreter(session).run(script.statements)
        #expect(session.exitCode == ExitCode.failed)
        #expect(recording.lines.contains { $0.contains("'LAB_AUTH' holds a key") })
        #expect(!recording.lines.contains { $0.contains(Self.secret) })
        await session.close()
    }

    private func shell() throws -> ScriptedShell {
        try ScriptedShell(
            environment: [
                "LAB_AUTH": Self.secret, "OPENAI_API_KEY": Self.secret, "gh_token": Self.secret,
            ],
            files: ["lab.bench": Self.add]
        )
    }
}
