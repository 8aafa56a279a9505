import BenchLanguage
import Testing

struct CallTests {
    @Test func theSampleIsReadWhole() throws {
        let parse = Fixture.parse(Fixture.sample)
        #expect(parse.diagnostics == [])
        #expect(parse.continuation == nil)
        let verbs = parse.script.statements.map { statement in
            switch statement {
            case .call(let call): call.verb.text
            case .block(let block): "\(block.header.verb.text)(\(block.body.count))"
            case .query(let query): query.verb
            }
        }
        #expect(
            verbs == [
                "source", "let", "set", "set", "set", "use", "run", "expect", "run", "expect",
                "expect", "for(3)", "compare", "expect", "show", "show", "add", "delete",
                "delete", "run", "let", "wait", "print", "help", "exit", "select",
            ]
        )
    }

    @Test func aRunIsReadByItsClauses() throws {
        let call = try #require(
            Fixture.call(
                "Run CONCURRENT 20x$c On openai/gpt-6-luna WITH temperature = 0.2, prompt \"a\" as b_1"
            )
        )
        #expect(call.has("concurrent") && !call.has("single"))
        #expect(call.count()?.requests.literal == 20)
        #expect(call.count()?.lanes?.variables.map(\.name) == ["c"])
        #expect(call.target(after: "on")?.literal == TargetReference("openai/gpt-6-luna"))
        #expect(call.target(after: "as") == nil)
        let assignments = call.assignments(after: "with")
        #expect(assignments.map(\.setting.text) == ["temperature", "prompt"])
        #expect(assignments.map(\.value.literal) == [.number(0.2), .text("a")])
        #expect(call.word(.name, after: "as")?.text == "b_1")
        #expect(call.span(of: "on")?.text == "On")
        #expect(call.target()?.span.text == "openai/gpt-6-luna")
        #expect(call.verb.text == "run" && call.verb.span.text == "Run")
        #expect(call.span.text.hasPrefix("Run CONCURRENT") && call.span.text.hasSuffix("as b_1"))
        #expect(call.variables.map(\.name) == ["c"])
    }

    @Test(
        "targets",
        arguments: [
            ("openai", "openai", nil), ("mock/slow", "mock", "slow"),
            (
                "openrouter/meta-llama/llama-3.1-70b-instruct:free", "openrouter",
                "meta-llama/llama-3.1-70b-instruct:free"
            ),
            ("a/b@c+d_e", "a", "b@c+d_e"), ("\"a/b\"", "a", "b"),
        ]
    )
    func targets(text: String, provider: String, model: String?) {
        let target = Fixture.call("use \(text)")?.target()?.literal
        #expect(target?.provider == provider && target?.model == model)
    }

    @Test(
        "suites",
        arguments: [
            ("last", SuiteReference.last), ("LAST", .last), ("12", .number(12)),
            ("@a_1", .name("a_1")),
        ]
    )
    func suites(text: String, expected: SuiteReference) {
        #expect(Fixture.call("rerun \(text)")?.suite()?.literal == expected)
    }

    @Test func listsKeepTheirOrder() throws {
        let compare = try #require(Fixture.call("compare openai, mock/x, $t 3x2 as trio"))
        #expect(compare.targets().map(\.span.text) == ["openai", "mock/x", "$t"])
        #expect(compare.count()?.span.text == "3x2")
        let delete = try #require(Fixture.call("delete suite 1, @b, last now"))
        #expect(delete.suites(after: "suite").map(\.literal) == [.number(1), .name("b"), .last])
        #expect(delete.has("now"))
        let history = try #require(
            Fixture.call("show history limit 20 for $t since 7d mode multi offset 1 as json to 'f'")
        )
        #expect(history.integer(after: "limit")?.literal == 20)
        #expect(history.integer(after: "offset")?.literal == 1)
        #expect(history.duration(after: "since")?.literal?.count == 604_800_000_000_000)
        #expect(history.word(.mode)?.text == "multi")
        #expect(history.word(.format, after: "as")?.text == "json")
        #expect(history.text(after: "to")?.literal == "f")
        #expect(history.syntax.keywords.first == "history")
    }

    @Test(
        "where statements end",
        arguments: [
            ("run;run;;run", 3), ("run # x; run", 1), ("\n\n;; run\n", 1), ("run \\\n 5", 1),
            ("run 5\\\non mock", 1), ("print a$x\\\r\n b", 1),
            ("run \\  \r\n 5\r\nrun", 2), ("print a#b", 1), ("print \"a;b\" ; run", 2), ("", 0),
            ("# only", 0), ("run # \\\nrun", 2), ("? run", 1), ("select 1;run", 2),
            ("select 1\n\nrun", 2), ("select 1\n+ 2\n \nrun", 2), ("select ';' -- ;\n, 2; run", 2),
            ("select /* ; \n\n */ 1; run", 2), ("for a in 1;run;end;run", 2),
            ("for a in 1\nfor b in 2\nrun\nend\nend", 1),
        ]
    )
    func statementEnds(text: String, count: Int) {
        let parse = Fixture.parse(text)
        #expect(parse.diagnostics == [])
        #expect(parse.script.statements.count == count)
    }

    @Test func aQueryKeepsItsTextAndParameters() throws {
        let parse = Fixture.parse("  SELECT '$no', $a -- $no\n from runs where x = ${b};")
        guard case .query(let query) = parse.script.statements.first else {
            Issue.record("no query")
            return
        }
        #expect(query.verb == "select")
        #expect(query.text == "SELECT '$no', $a -- $no\n from runs where x = ${b}")
        #expect(query.variables.map(\.name) == ["a", "b"])
    }

    @Test(
        "when a prompt asks for another line",
        arguments: [
            ("run 5", nil), ("set prompt \"\"\"", .openText), ("set prompt \"\"\"\na\n\"\"\"", nil),
            ("for c in 1, 2", .block), ("for c in 1, 2\n run\nend", nil),
            ("for a in 1\nfor b in 2\nend", .block), ("run \\", .backslash),
            ("for a in 1\nrnu", nil), ("for c im 1", nil), ("print \"open", nil),
            ("select 1", .query), ("select 1;", nil), ("select 1\n", nil), ("select 'a;", .query),
            ("select 1\nfrom runs", .query), ("for c in 1\nprint \"\"\"", .openText),
            ("", nil), ("frob", nil), ("for c in 1\nselect 1", .query),
        ] as [(String, Continuation?)]
    )
    func continuation(text: String, expected: Continuation?) {
        #expect(Fixture.grammar.continuation(of: text) == expected)
    }
}
