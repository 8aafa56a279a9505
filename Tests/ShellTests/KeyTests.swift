import BenchLanguage
import Foundation
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

    /// A history from elsewhere, with the provider that was added there.
    @Test func aProviderThatCameWithTheHistoryHasNoKeyUntilSomebodySaysSo() async throws {
        let shell = try ScriptedShell(
            environment: ["LAB_AUTH": Self.secret, "OPENAI_API_KEY": Self.secret],
            replies: [Reply("lab/m ttft=1 tokens=1")].compactMap { $0 }
        )
        let add = Self.add + " model m"
        #expect(try await Self.lines(of: "\(add)\nrun on lab", in: shell).exit == 0)
        #expect(try await Self.lines(of: "run on lab", in: shell).exit == 0)
        try FileManager.default.removeItem(atPath: shell.folder + "/key-uses")
        for script in ["run on lab", "use lab\nrun", "compare lab, mock"] {
            let (exit, lines) = try await Self.lines(of: script, in: shell)
            #expect(exit == ExitCode.usage)
            #expect(lines.contains { $0.contains("may not have the key in LAB_AUTH") }, "\(lines)")
            #expect(lines.contains { $0.hasSuffix(add) }, "\(lines)")
        }
        let loop = try await Self.lines(of: "for p in providers\nprint $p\nend", in: shell)
        #expect(!loop.lines.contains("lab") && loop.lines.contains("openai"), "\(loop.lines)")
        // The same provider at another url is another one.
        let elsewhere = add.replacing("127.0.0.1:9", with: "127.0.0.1:10")
        #expect(try await Self.lines(of: elsewhere, in: shell).exit == 0)
        #expect(try await Self.lines(of: "\(add)\nrun on lab", in: shell).exit == 0)
        #expect(try await Self.lines(of: "run on lab", in: shell).exit == 0)
    }

    private static func lines(
        of script: String,
        in shell: ScriptedShell
    ) async throws -> (exit: Int32, lines: [String]) {
        let recording = Recording()
        let session = try shell.session(recording: recording)
        _ = await Interpreter(session).run(Source(name: "a.bench", text: script))
        await session.close()
        return (session.exitCode, recording.lines)
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
