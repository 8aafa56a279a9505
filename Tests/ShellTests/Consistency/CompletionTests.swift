import BenchLanguage
import LLMClient
import Measurement
import Terminal
import Testing

@testable import Shell

@MainActor
@Suite struct CompletionTests {
    private static func words(
        _ line: String,
        _ session: Session,
        cursor: Int? = nil
    ) -> [String] {
        session.candidates(line, cursor ?? line.utf8.count).map(\.text)
    }

    @Test func everyVerbCompletes() throws {
        let session = try ScriptedShell().session(recording: Recording())
        let verbs = Self.words("", session)
        for command in Command.all {
            #expect(verbs.contains(command.verb))
            #expect(Self.words(String(command.verb.dropLast()), session).contains(command.verb))
        }
    }

    @Test(arguments: Setting.all.map(\.name))
    func everySettingCompletes(name: String) throws {
        let session = try ScriptedShell().session(recording: Recording())
        for start in ["set ", "reset ", "run with ", "compare mock, glm 5 with "] {
            #expect(Self.words(start + name.dropLast(), session).contains(name), "\(start)")
        }
    }

    @Test(arguments: Metric.all.map(\.name) + SuiteMetric.all.map(\.name))
    func everyMetricCompletes(name: String) throws {
        let session = try ScriptedShell().session(recording: Recording())
        for start in ["expect ", "let x = ", "expect errors < "] {
            #expect(Self.words(start + name.dropLast(), session).contains(name), "\(start)")
        }
    }

    @Test func everyProviderAndModelCompletes() throws {
        let session = try ScriptedShell().session(recording: Recording())
        for provider in session.registry.providers {
            for start in ["use ", "run on ", "compare mock, ", "show models of "] {
                let words = Self.words(start + provider.id.dropLast(), session)
                #expect(words.contains(provider.id), "\(start)\(provider.id)")
            }
            for model in provider.models {
                let words = Self.words("use \(provider.id)/\(model.id.prefix(1))", session)
                #expect(words.contains("\(provider.id)/\(model.id)"))
            }
        }
    }

    @Test(arguments: [
        ("show h", ["history"]),
        ("show runs of l", ["last"]),
        ("show runs as js", ["json", "jsonl"]),
        ("show history mode co", ["concurrent", "comparison"]),
        ("help exit", ["exit", "exit-codes"]),
        ("set thinking ", ["from", "off", "model"]),
        ("set connection = c", ["cold"]),
        ("set prompt x", []),
        ("add provider a url \"http://h\" model r", []),
        ("# use m", []),
        ("use mock; sho", ["show"]),
        ("nonsense he", []),
        ("set mock d", ["dialect"]),
        ("set mock dialect op", ["openai", "openai-no-usage", "openrouter"]),
        ("print $WO", ["WORK"]), ("print \"to ${WO", ["WORK}"]),
        ("expect output contains $WO", ["WORK"]), ("let $WO", []),
        ("show history order by p95_ttft", ["p95_ttft_ms"]),
        ("show history status comp", ["completed"]),
        ("remove provider ", []), ("add provider op", []),
        ("show chart err", []), ("expect err", ["errors", "error_rate"]),
        ("select mod", ["model", "mode", "models"]), ("select * from r", ["runs"]),
        ("explain select * from su", ["suites"]),
        ("select * from runs gro", ["group by"]),
        ("SELECT model FROM runs GRO", ["GROUP BY"]),
        ("select medi", ["median("]), ("select max(r.ttft_m", ["ttft_ms"]),
        ("select * from runs where model = $WO", ["WORK"]),
        ("select '$WO", []), ("select 'mod", []),
    ])
    func aPlaceHasItsWords(line: String, words: [String]) throws {
        let session = try ScriptedShell().session(recording: Recording())
        #expect(Self.words(line, session) == words)
    }

    @Test(arguments: [0, 3, 1000, -5])
    func theCursorMayBeAnywhere(cursor: Int) throws {
        let session = try ScriptedShell().session(recording: Recording())
        let candidates = session.candidates("usé mock", cursor)
        #expect(candidates.allSatisfy { 0...9 ~= $0.replaceFromByte })
    }

    @Test func suitesCompleteByNumberAndName() async throws {
        let session = try ScriptedShell().session(recording: Recording())
        let source = "run on mock as first"
        _ = await Interpreter(session).run(.init(name: "", text: source))
        #expect(Self.words("show suite ", session).starts(with: ["last", "1", "as"]))
        #expect(Self.words("diff @f", session) == ["@first"])
        await session.close()
    }

    @Test func aLineCompletesBehindThoseBefore() throws {
        let session = try ScriptedShell().session(recording: Recording())
        session.openLines = "run 3 \\\n"
        #expect(
            session.candidates("on moc", 6) == [
                Candidate(
                    replaceFromByte: 3,
                    text: "mock",
                    note: "ready",
                    appendsSpace: false
                )
            ]
        )
    }
}
