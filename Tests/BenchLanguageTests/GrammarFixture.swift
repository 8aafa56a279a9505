import BenchLanguage

/// The statements of the design, declared as the shell declares them.
enum Fixture {
    private static let with = "[with SETTING [=] VALUE {, SETTING [=] VALUE}]"
    private static let output = "[as FORMAT] [to STRING]"

    static let grammar = Grammar(
        [
            CommandSyntax("use TARGET"),
            CommandSyntax("set SETTING [[=] (from STRING | VALUE)]"),
            CommandSyntax("reset (all | SETTING)"),
            CommandSyntax("let NAME = EXPRESSION"),
            CommandSyntax(
                "add provider PROVIDER url STRING [key env NAME] [model WORD {, WORD}]"
            ),
            CommandSyntax("remove provider PROVIDER"),
            CommandSyntax(
                "run [single|multi|concurrent] [COUNT] [on TARGET] \(with) [as NAME]",
                synonyms: ["benchmark", "bench"]
            ),
            CommandSyntax("rerun SUITE"),
            CommandSyntax(
                "compare (providers | TARGET {, TARGET}) [COUNT] \(with) [as NAME]"
            ),
            CommandSyntax("diff SUITE SUITE"),
            CommandSyntax(
                "show history {for TARGET | mode MODE | since AGE | limit INT | offset INT} "
                    + output,
                "show suite [SUITE] \(output)",
                "show runs [of SUITE] \(output)",
                "show response [INT] [of SUITE] [to STRING]",
                "show chart METRIC [of SUITE] \(output)",
                "show models [of PROVIDER] \(output)",
                "show (providers|settings|variables|commands|schema) \(output)",
                synonyms: ["list"]
            ),
            CommandSyntax(
                "delete suite SUITE {, SUITE} [now]",
                "delete history before AGE [now]",
                synonyms: ["rm"]
            ),
            CommandSyntax("expect CONDITION [because STRING] [or stop]"),
            CommandSyntax("for NAME in (providers | VALUES) … end"),
            CommandSyntax("source STRING"),
            CommandSyntax("print {VALUE}"),
            CommandSyntax("wait DURATION"),
            CommandSyntax("exit [INT]", "quit [INT]"),
            CommandSyntax("help {WORD}", aliases: ["?"]),
            CommandSyntax("scale NUMBER"),
            CommandSyntax("select …"), CommandSyntax("with …"), CommandSyntax("explain …"),
        ],
        vocabulary: vocabulary
    )

    static let vocabulary: Vocabulary = {
        var words = Vocabulary()
        words.settings = ["temperature", "max_tokens", "prompt", "system", "timeout", "runs"]
        words.formats = ["table", "csv", "json", "markdown"]
        words.modes = ["single", "multi", "concurrent", "comparison"]
        words.providers = ["openai", "deepseek", "mock"]
        words.metrics = [
            .init("ttft", .time), .init("latency", .time), .init("ttfb", .time),
            .init("tps", .rate), .init("input_tokens", .count), .init("cost", .money),
            .init("errors", .count, isPerRun: false),
            .init("requests", .count, isPerRun: false),
            .init("error_rate", .fraction, isPerRun: false),
        ]
        words.synonyms = ["temp": ["temperature"], "parallel": ["concurrency", "concurrent"]]
        return words
    }()

    static let sample = #"""
        #!/usr/bin/env benchsh
        source "providers.bench"
        let city = "Paris"
        set prompt """
        You are a travel guide.
        Describe $city in two sentences.
        """
        set temperature 0.2; set max_tokens 128
        use openai/gpt-4o-mini
        run single                                   # warm the connection
        expect errors = 0 or stop
        run 5 as steady
        expect p95 ttft < 800ms because "chat SLA"
        expect output contains $city
        for c in 1, 2, 4, 8                          # how does it hold up under load?
          run concurrent 20x$c with max_tokens 64
          expect error_rate <= 1%
          expect p95 ttft < 2 * p95 ttft of @steady
        end
        compare openai, deepseek, openrouter/meta-llama/llama-3.1-70b-instruct 3x2 as trio
        expect avg tps for deepseek of @trio >= 0.5 * avg tps for openai of @trio
        show runs of @trio as csv to "trio.csv"
        show history for openai mode single since 7d limit 20 offset 1 as json
        add provider lab url 'https://lab.example/v1' key env LAB_KEY model a, b/c
        delete suite 1, @trio, last now
        delete history before 30d
        run 10x5 on openrouter/meta-llama/llama-3.1-70b-instruct:free \
          with temperature = 0.2, max_tokens 64 as big
        let limit = 1.1 * (p95 ttft of @steady + 20ms) - 1ms
        wait 1s; print "done" $city 3; help run; exit 0
        select model, count(*) as n, round(avg(ttft_ms)) as ttft
          from runs where model = $city group by model order by ttft;
        """#

    static func parse(_ text: String) -> Parse {
        grammar.parse(Source(name: "test.bench", text: text))
    }

    /// The only call of a text that has no error.
    static func call(_ text: String) -> Call? {
        let parse = parse(text)
        guard parse.diagnostics.isEmpty, parse.script.statements.count == 1,
            case .call(let call) = parse.script.statements.first
        else { return nil }
        return call
    }

    /// The only block of a text that has no error.
    static func block(_ text: String) -> Block? {
        let parse = parse(text)
        guard parse.diagnostics.isEmpty, case .block(let block) = parse.script.statements.first
        else { return nil }
        return block
    }

    /// The first error's message, its place and label: `5..14 unknown … | did you mean …?`.
    static func firstError(_ text: String) -> String? {
        guard let error = parse(text).diagnostics.first, let range = error.span?.range else {
            return nil
        }
        let label = error.label.map { " | \($0)" } ?? ""
        return "\(range.lowerBound)..\(range.upperBound) \(error.message)\(label)"
    }
}

/// Variables of a test.
struct Variables: Scope {
    var values: [String: Scalar]

    init(_ values: [String: Scalar]) { self.values = values }

    func value(of variable: Variable) -> Scalar? { values[variable.name] }
    var variableNames: [String] { values.keys.sorted() }
}
