import BenchLanguage
import History
import Measurement
import Terminal
import Testing

@testable import Shell

/// A saved script runs the suites that the session ran.
@MainActor
@Suite struct ReplayTests {
    nonisolated static let sessions = [
        "use mock/steady\nrun",
        "set temperature 0.1; set max_tokens 9; use mock/fast; run 3; set temperature 1; run 4x2",
        "set prompt \"\"\"\n\\\"a\\\" \\$b\n\n  c\\\\ \u{1}\n\"\"\"; set system \"x; y # z\"; run on mock",
        "set prompt \"\\r\\n\\ttab \\u{1b} é 漢 \\u{202e}\"; run on mock",
        "set prompt from \"file.txt\"; run on mock",
        "let n = 3; let t = \"mock/fast\"; run $n on $t; for c in 1..$n; run ${n}x$c on $t; end",
        "set mock ttft 1ms; set mock error_rate 0.5; run on mock; reset mock; run on mock",
        "set mock gap 2ms; run 2 on mock as one; reset mock; rerun 1; rerun 1 as two; rerun last",
        "compare mock, mock/fast, mock/slow 4x2 with timeout 1500ms as trio; rerun @trio",
        "set max_runs 500; set max_concurrency 20; run 300x11 on mock; reset all; run 2 on mock",
        "run 50 on mock for at most 2s; run 50x3 on mock for 1s; rerun 1",
        "add provider lab url \"http://127.0.0.1:9/v1\" model a/b, c; run on lab; run on lab/c",
        "run 2 on mock; run 2 on mock as x; run 3 on mock; diff 1 2; expect ttft of 1 = ttft of @x",
        "set connection cold; set thinking model; run on mock with max_tokens 3, temperature 0",
        "let limit = 2 * 400ms; let share = 1%; let text = \"a\"; run on mock with prompt $text",
        "print 1; show history; help; select 1; run on mock; wait 1ms",
        "source \"common.bench\"; run on mock",
        "run on mock; let limit = $given * p95 ttft; run $given on mock; expect ttft < $limit",
        "run on mock; let a = 2 * ttft of 1; run 2 on mock; expect ttft of 1 < $a",
        "let x = 1 by default; let y = $given; run $y on mock with prompt \"$given $env.HOME\"",
    ]

    @Test(arguments: sessions)
    func theSameSuitesRunAgain(statements: String) async throws {
        let first = try shell()
        let path = first.folder + "/saved.bench"
        let original = try await suites(
            of: statements + "\nsave \"\(path)\"\n",
            in: first,
            variables: ["given": .number(2)]
        )
        #expect(!original.isEmpty)
        let bytes = try first.session(recording: Recording()).surroundings.readFile(path)
        let text = String(decoding: bytes, as: UTF8.self)
        let again = try await suites(of: text, in: shell(environment: [:]))
        #expect(again == original, "\(text)")
    }

    @Test func aLoopThatMeasuredNothingIsAComment() async throws {
        let shell = try ScriptedShell(replies: [Reply("mock/slow error=timeout")].compactMap { $0 })
        let loop = "for c in 1, 2\n  run $c on mock/slow\nend"
        let text = try await saved("run on mock\n\(loop)", in: shell)
        #expect(
            text.hasSuffix(
                """
                run on mock
                # for c in 1, 2
                  # no request succeeded:
                  # run $c on mock/slow
                # end

                """
            ),
            "\(text)"
        )
    }

    /// A saved script may lie elsewhere, and run on another history.
    @Test func whatALoopTookFromFilesAndSuitesIsWrittenOut() async throws {
        let loop =
            "for c in 1, 2\n  set prompt from \"file.txt\"\n  set max_tokens $c\n  rerun 1\nend"
        let text = try await saved("run on mock with max_tokens 3\n\(loop)", in: shell())
        #expect(text.contains("  set prompt \"\"\"\nA \\\"prompt\\\"\nof \\$5"), "\(text)")
        #expect(text.contains("\n  set max_tokens $c\n  run single on mock/steady with"), "\(text)")
        #expect(!text.contains("rerun") && !text.contains("from \""), "\(text)")
    }

    @Test func suitesOfEarlierSessionsAreNotTakenForThoseOfTheScript() async throws {
        let shell = try shell()
        _ = try await suites(of: "run on mock as base", in: shell)
        let text = try await saved(
            """
            run 2 on mock
            expect median ttft <= median ttft of 1 because "why"
            expect median ttft < 9 * median ttft of @base because "why"
            expect median ttft < 9 * median ttft of 2
            """,
            in: shell
        )
        let end = """
            run 2 on mock as suite_2
            # suite 1 is of an earlier session; name it, and use @NAME:
            # expect median ttft <= median ttft of 1 because "why"
            expect median ttft < 9 * median ttft of @base if known because "why"
            expect median ttft < 9 * median ttft of @suite_2

            """
        #expect(text.hasSuffix(end), "\(text)")
    }

    /// What was left out for the key in it is missed by what follows.
    @Test func whatCouldNotRunIsNotSaved() async throws {
        let shell = try ScriptedShell(environment: ["OPENAI_API_KEY": "sk-secret"])
        let recording = Recording()
        let session = try shell.session(recording: recording)
        let text = "let p = \"sk-secret\"; run on mock with prompt $p; save \"s.bench\""
        _ = await Interpreter(session).run(Source(name: "session", text: text))
        let words = "this session cannot be written as a script: unknown variable '$p'"
        #expect(recording.lines.contains { $0.hasSuffix(words) }, "\(recording.lines)")
        #expect(!session.surroundings.fileExists("s.bench"))
        await session.close()
    }

    /// The script that a session saves, although some of its requests fail.
    private func saved(_ statements: String, in shell: ScriptedShell) async throws -> String {
        let recording = Recording()
        let session = try shell.session(recording: recording)
        session.keepsGoing = true
        let path = shell.folder + "/saved.bench"
        let text = "\(statements)\nsave \"\(path)\"\n"
        _ = await Interpreter(session).run(Source(name: "session", text: text))
        await session.close()
        return String(decoding: try session.surroundings.readFile(path), as: UTF8.self)
    }

    private func shell(environment: [String: String]? = nil) throws -> ScriptedShell {
        let own = ["DEFAULT_MAX_TOKENS": "33", "MAX_CONCURRENCY": "12", "HOME": "/home/someone"]
        return try ScriptedShell(
            environment: environment ?? own,
            files: Scene.files.merging(["file.txt": "A \"prompt\"\nof $5\\ lines.\n"]) { $1 }
        )
    }

    private func suites(
        of statements: String,
        in shell: ScriptedShell,
        variables: [String: Scalar] = [:]
    ) async throws -> [Asked] {
        let recording = Recording()
        let session = try shell.session(recording: recording)
        session.variables.merge(variables) { $1 }
        _ = await Interpreter(session).run(Source(name: "session", text: statements))
        #expect(session.exitCode == 0, "\(recording.lines)")
        let suites = try session.history().suites().map(\.suite)
        await session.close()
        return suites.reversed().map(Asked.init)
    }

    /// Everything that was asked of a suite.
    private struct Asked: Equatable {
        let mode: Mode
        let targets: [Measurement.Target]
        let request: RequestSettings
        let requests: Int
        let concurrency: Int
        let timeLimit: Double?
        let mock: String?

        init(_ suite: Suite) {
            mode = suite.mode
            targets = suite.targets
            request = suite.request
            requests = suite.requests
            concurrency = suite.concurrency
            timeLimit = suite.timeLimit
            mock = suite.mock
        }
    }
}
