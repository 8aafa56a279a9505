import BenchLanguage
import Testing

@testable import Shell

/// The grammar file and the parser describe the same language, each held to the other by texts
/// that neither was written for.
@Suite struct GrammarTests {
    private static let parser = Language.grammar(providers: [])
    private static let matcher = EBNF(Grammar.ebnf).map {
        EBNFMatcher(grammar: $0, vocabulary: parser.vocabulary)
    }

    @Test func everyNameAndEveryWordOfItHasAMeaning() throws {
        let grammar = try #require(EBNF(Grammar.ebnf))
        let used = grammar.references(from: "script").union(["script", "BLANK"])
            .union(grammar.references(from: "BLANK"))
        #expect(used.subtracting(grammar.rules.keys) == [])
        #expect(Set(grammar.rules.keys).subtracting(used) == [], "rules that nothing leads to")
        for (name, node) in grammar.rules {
            for words in node.specials { #expect(EBNFSpecial(words: words) != nil, "\(name)") }
        }
        #expect(Grammar.ebnf.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: Language.grammar(providers: []).commands.flatMap(\.forms).map(\.notation))
    func aCommandHasItsWordsInTheGrammar(notation: String) throws {
        let grammar = try #require(Self.matcher?.grammar)
        let form = Syntax(notation)
        let words = grammar.keywords(of: "statement").union(["select", "explain", "help", "exit"])
            .union(["quit"])
        for word in [form.verb] + form.keywords { #expect(words.contains(word)) }
    }

    @Test func theGrammarHasNoWordThatNoCommandHas() throws {
        let grammar = try #require(Self.matcher?.grammar)
        let forms = Self.parser.commands.flatMap(\.forms)
        let words = Set(forms.flatMap { [$0.verb] + $0.keywords } + ["end"])
        let own: Set = ["output", "not", "contains", "matches", "by", "for", "of"]
        #expect(grammar.keywords(of: "statement").subtracting(words).subtracting(own) == [])
    }

    @Test("what the grammar describes is read", arguments: 0..<40)
    func descriptionsAreRead(seed: Int) throws {
        let matcher = try #require(Self.matcher)
        var writer = EBNFWriter(matcher: matcher, random: SeededGenerator(state: UInt64(seed)))
        var tried = 0
        for turn in 0..<60 {
            let text = writer.text(by: turn % 4 == 0 ? "script" : "statement")
            // Order and exceptions take some texts out again.
            guard text.utf8.count < 2000, matcher.accepts(text) else { continue }
            tried += 1
            #expect(Self.verdict(on: text) != .refused, "\(text)")
        }
        #expect(tried > 30, "\(tried)")
    }

    @Test("what a notation allows is described", arguments: 0..<10)
    func notationsAreDescribed(seed: Int) throws {
        let matcher = try #require(Self.matcher)
        var writer = NotationWriter(
            vocabulary: Self.parser.vocabulary,
            random: SeededGenerator(state: UInt64(seed))
        )
        for form in Self.parser.commands.flatMap(\.forms) {
            let text = writer.text(of: form)
            #expect(Self.verdict(on: text) != .refused, "\(text)")
            #expect(matcher.accepts(text), "\(text)")
        }
    }

    @Test("a change makes both say the same", arguments: 0..<40)
    func mutationsAreJudgedAlike(seed: Int) throws {
        let matcher = try #require(Self.matcher)
        var mutation = Mutation(random: SeededGenerator(state: UInt64(1000 + seed)))
        var verdicts: [Verdict] = []
        for _ in 0..<100 {
            let text = mutation.next()
            let verdict = Self.verdict(on: text)
            verdicts.append(verdict)
            if verdict == .open { continue }
            #expect(matcher.accepts(text) == (verdict == .accepted), "\(text)")
        }
        // Either judgement must have been put to the test often.
        #expect(verdicts.count { $0 == .accepted } > 10)
        #expect(verdicts.count { $0 == .refused } > 10)
    }

    private enum Verdict {
        case accepted, refused
        /// The parser stopped at what a text means, so that it did not judge all of its words.
        case open
    }

    private static func verdict(on text: String) -> Verdict {
        let messages = parser.parse(Source(name: "", text: text)).diagnostics.map(\.message)
        if messages.isEmpty { return .accepted }
        let isOpen = messages.allSatisfy { message in meaning.contains { message.contains($0) } }
        return isOpen ? .open : .refused
    }

    /// What no grammar without context can say.
    private static let meaning = [
        "cannot be compared with", "can only be compared", "cannot be added to",
        "cannot be multiplied by", "cannot be divided by", "text cannot be calculated with",
        "is one number for a whole suite", "is too large", "a count starts at 1",
        "is not a target", "is not a whole number", "is not a Unicode character",
        "suites are numbered from 1", "a percentile is", "nested deeper",
    ]
}

extension EBNF.Node {
    fileprivate var specials: [String] {
        switch self {
        case .special(let words): [words]
        case .literal, .rule: []
        case .sequence(let parts), .choice(let parts): parts.flatMap(\.specials)
        case .optional(let part), .repetition(let part): part.specials
        case .exception(let part, let but): part.specials + but.specials
        }
    }
}
