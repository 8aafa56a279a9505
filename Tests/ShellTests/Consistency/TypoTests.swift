import BenchLanguage
import Measurement
import Testing

@testable import Shell

/// One wrong letter in any word of the language leads back to the word.
@Suite struct TypoTests {
    private static let grammar = Language.grammar(providers: ["openai", "mock"])

    @Test(arguments: Set(Command.all.map(\.verb)).sorted())
    func ofACommand(verb: String) {
        let known = Command.all.flatMap { [$0.verb] + $0.aliases + $0.synonyms }
        for typo in Typo.all(of: verb, except: known) { Self.expect(verb, from: typo, in: typo) }
    }

    @Test(arguments: Setting.all.map(\.name))
    func ofASetting(name: String) {
        let known = Setting.all.flatMap { [$0.name] + $0.synonyms } + Language.synonyms.keys
        for typo in Typo.all(of: name, except: known) {
            for start in ["set ", "reset ", "run with "] {
                Self.expect(name, from: typo, in: "\(start)\(typo)")
            }
        }
    }

    @Test(arguments: Metric.all.map(\.name))
    func ofAMetricOfARun(name: String) {
        for typo in Typo.all(of: name, except: Self.metrics) {
            for start in ["expect ", "let x = 2 * ", "expect p95 ", "expect errors < avg "] {
                Self.expect(name, from: typo, in: start + typo)
            }
        }
    }

    @Test(arguments: SuiteMetric.all.map(\.name))
    func ofAMetricOfASuite(name: String) {
        for typo in Typo.all(of: name, except: Self.metrics) {
            Self.expect(name, from: typo, in: "expect \(typo) = 0")
        }
    }

    @Test(
        arguments: Set(
            grammar.commands.flatMap(\.forms).filter { !$0.keywords.isEmpty }.flatMap { form in
                form.keywords.prefix(1).map { "\(form.verb) \($0)" }
            }
        ).sorted()
    )
    func ofAFirstKeyword(start: String) throws {
        let words = start.split(separator: " ").map(String.init)
        let place = Self.grammar.completions(of: words[0] + " ", cursor: words[0].utf8.count + 1)
        // Elsewhere it is not the next word: `expect … because`.
        guard place.expected.contains(where: { $0.isKeyword(words[1]) }) else { return }
        // A target or a value may be any word, so that nothing is misspelt there.
        guard !place.expected.contains(where: \.takesAnyWord) else { return }
        let others = place.expected.compactMap(\.word) + Setting.all.map(\.name)
        for typo in Typo.all(of: words[1], except: others + Language.synonyms.keys) {
            Self.expect(words[1], from: typo, in: "\(words[0]) \(typo)")
        }
    }

    private static let metrics =
        Metric.all.map(\.name) + SuiteMetric.all.map(\.name) + Language.synonyms.keys
        + ["avg", "mean", "min", "max", "median", "total", "output"]

    private static func expect(_ word: String, from typo: String, in text: String) {
        let label = grammar.parse(Source(name: "", text: text)).diagnostics.first?.label ?? ""
        #expect(
            label.hasPrefix("did you mean ") && label.contains("'\(word)'"),
            "\(text): \(label)"
        )
    }
}

/// Words as they are mistyped.
enum Typo {
    /// At each place a letter left out, doubled, replaced, and swapped with the next; words that
    /// mean something else are left out, and words too short to be understood.
    static func all(of word: String, except known: some Sequence<String>) -> [String] {
        let letters = Array(word)
        var typos: Set<String> = []
        for place in letters.indices {
            var without = letters
            without.remove(at: place)
            var doubled = letters
            doubled.insert(letters[place], at: place)
            typos.formUnion([String(without), String(doubled)])
            for letter in "qx" {
                var replaced = letters
                replaced[place] = letter
                typos.insert(String(replaced))
            }
            if place + 1 < letters.count {
                var swapped = letters
                swapped.swapAt(place, place + 1)
                typos.insert(String(swapped))
            }
        }
        let meant = Set(known).union([word])
        return typos.filter { $0.count > 1 && !meant.contains($0) }.sorted()
    }
}

extension Expected {
    var word: String? { if case .keyword(let word, _) = self { word } else { nil } }

    func isKeyword(_ other: String) -> Bool { word == other }

    /// Whether any bare word would fit.
    var takesAnyWord: Bool {
        switch self {
        case .slot(.target), .slot(.value), .slot(.values), .slot(.word), .slot(.expression): true
        default: false
        }
    }
}
