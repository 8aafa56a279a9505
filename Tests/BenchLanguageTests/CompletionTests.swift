import BenchLanguage
import Testing

struct CompletionTests {
    /// What is offered at `|`: keywords and signs as they are, slots in capitals.
    private func offers(_ marked: String) -> (start: Int, prefix: String, words: [String]) {
        let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let before = String(parts[0])
        let completion = Fixture.grammar.completions(
            of: parts.joined(),
            cursor: before.utf8.count
        )
        let words = completion.expected.map { expected in
            switch expected {
            case .keyword(let word, let slot): slot.map { "\(word) \($0.rawValue)" } ?? word
            case .slot(let slot): slot.rawValue
            case .symbol(let sign): sign
            case .end: "end of statement"
            }
        }
        return (completion.replaceStart, completion.prefix, words)
    }

    @Test(
        "what fits at the cursor",
        arguments: [
            ("us|", 0, "us", ["use"]),
            ("run; s|", 5, "s", ["set", "show", "source", "scale", "select"]),
            ("use |", 4, "", ["TARGET"]), ("use openai/g| x", 4, "openai/g", ["TARGET"]),
            ("run co|", 4, "co", ["concurrent", "COUNT"]),
            ("run concurrent |", 15, "", ["COUNT", "on TARGET", "with SETTING", "as NAME"]),
            ("run 5 |", 6, "", ["on TARGET", "with SETTING", "as NAME"]),
            ("run 5 on |", 9, "", ["TARGET"]), ("run 20x|", 4, "20x", ["COUNT"]),
            ("run with temperature 0.2, ma|", 26, "ma", ["SETTING"]),
            ("set |", 4, "", ["SETTING"]),
            ("set temperature |", 16, "", ["=", "from STRING", "VALUE"]),
            ("set temperature=|", 16, "", ["from STRING", "VALUE"]),
            ("set prompt from \"a/fi|", 17, "a/fi", ["STRING"]),
            ("set prompt from '|", 17, "", ["STRING"]),
            ("show h|", 5, "h", ["history"]),
            ("show history for openai l|", 24, "l", ["limit INT"]),
            ("show runs of |", 13, "", ["SUITE"]), ("show runs of @st|", 13, "@st", ["SUITE"]),
            ("show chart |", 11, "", ["METRIC"]), ("show chart ttft as |", 19, "", ["FORMAT"]),
            ("expect p9|", 7, "p9", ["p95 METRIC", "p99 METRIC", "METRIC"]),
            ("expect p95 |", 11, "", ["METRIC"]),
            (
                "expect ttft |", 12, "",
                ["for TARGET", "of SUITE", "<=", "<", ">=", ">", "!=", "==", "="]
            ),
            ("expect ttft<8|", 12, "8", ["METRIC"]),
            ("expect ttft < 8ms |", 18, "", ["because STRING", "or"]),
            ("expect output |", 14, "", ["not", "contains VALUE", "matches VALUE"]),
            ("for c in 1\n  e|", 13, "e", ["end", "expect", "exit", "explain"]),
            ("for c in |", 9, "", ["providers", "VALUES"]),
            ("add |", 4, "", ["provider PROVIDER"]),
            ("select ttft fr|", 12, "fr", ["SQL"]), ("frob |", 5, "", []),
            ("set temprature |", 15, "", []), ("run # co|", 8, "", []), ("run 5 7 |", 8, "", []),
            ("print \"x;\" |", 11, "", ["VALUE"]), ("run # x\nus|", 8, "us", ["use"]),
            (
                "let x = |", 8, "",
                [
                    "avg METRIC", "mean METRIC", "min METRIC", "max METRIC", "median METRIC",
                    "total METRIC", "p50 METRIC", "p95 METRIC", "p99 METRIC", "METRIC",
                ]
            ),
        ]
    )
    func offered(marked: String, start: Int, prefix: String, words: [String]) {
        let result = offers(marked)
        #expect(result.start == start)
        #expect(result.prefix == prefix)
        #expect(result.words == words)
    }

    @Test func everyVerbAndBlockEndIsOffered() {
        #expect(offers("|").words == Fixture.grammar.verbs)
        #expect(offers("for c in 1; |").words == ["end"] + Fixture.grammar.verbs)
    }

    @Test func everyPlaceOfTheSampleOffersWhatStandsThere() {
        // A keyword of the text must be among the offers at the place where it stands.
        for line in Fixture.sample.split(separator: "\n") where line.hasPrefix("show") {
            var start = 0
            for word in line.split(separator: " ") {
                let offered = Fixture.grammar.completions(of: String(line), cursor: start).expected
                let isKeyword = offered.contains {
                    if case .keyword(String(word), _) = $0 { true } else { false }
                }
                let isSlot = offered.contains { if case .slot = $0 { true } else { false } }
                #expect(isKeyword || isSlot, "\(word) in \(line)")
                start += word.utf8.count + 1
            }
        }
    }

    @Test func cursorsOutsideTheTextAreClamped() {
        #expect(Fixture.grammar.completions(of: "us", cursor: 99).prefix == "us")
        #expect(Fixture.grammar.completions(of: "us", cursor: -1).prefix == "")
        #expect(Fixture.grammar.completions(of: "print é", cursor: 7).replaceStart == 6)
    }
}
