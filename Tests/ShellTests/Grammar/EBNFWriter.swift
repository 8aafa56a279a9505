import BenchLanguage

/// Writes random texts by a grammar.
struct EBNFWriter {
    let matcher: EBNFMatcher
    var random: SeededGenerator

    private static let palette = Array("aZq09_-./:@+=<>*%$#\\é日µ ".unicodeScalars)
    private static let deepest = 40

    /// A text that the rule describes, as far as order and exceptions allow.
    mutating func text(by rule: String) -> String {
        var text = ""
        write(.rule(rule), inPhrase: true, depth: 0, to: &text)
        return text
    }

    private mutating func write(
        _ node: EBNF.Node,
        inPhrase: Bool,
        depth: Int,
        to text: inout String
    ) {
        let next = depth + 1
        switch node {
        case .literal(let word, let isExact):
            if inPhrase { writeBlank(to: &text) }
            let isLoud = !isExact && Int.random(in: 0..<12, using: &random) == 0
            text += isLoud ? word.uppercased() : word
        case .rule(let name):
            guard let rule = matcher.grammar.rules[name] else { return }
            let isPhrase = EBNF.isPhrase(name)
            if inPhrase, !isPhrase { writeBlank(to: &text) }
            write(rule, inPhrase: isPhrase, depth: next, to: &text)
        case .special(let words): text += character(words)
        case .sequence(let parts):
            for part in parts { write(part, inPhrase: inPhrase, depth: next, to: &text) }
        case .choice(let parts):
            // Deep down the shorter alternatives, which come first or last, end the text.
            let part = depth > Self.deepest ? parts.last : parts.randomElement(using: &random)
            if let part { write(part, inPhrase: inPhrase, depth: next, to: &text) }
        case .optional(let part):
            guard depth < Self.deepest, Bool.random(using: &random) else { return }
            write(part, inPhrase: inPhrase, depth: next, to: &text)
        case .repetition(let part):
            guard depth < Self.deepest else { return }
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                write(part, inPhrase: inPhrase, depth: next, to: &text)
            }
        case .exception(let part, let but):
            for _ in 0..<8 {
                var attempt = ""
                write(part, inPhrase: inPhrase, depth: next, to: &attempt)
                if matcher.begins(attempt, with: but) { continue }
                text += attempt
                return
            }
        }
    }

    private mutating func writeBlank(to text: inout String) {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: text += "  "
        case 1: text += "\t"
        case 2: text += " \\\n "
        case 3 where text.last?.isNewline != false: break
        default: text += " "
        }
    }

    private mutating func character(_ words: String) -> String {
        let names: [String]
        switch EBNFSpecial(words: words) {
        case .setting: names = matcher.vocabulary.settings
        case .metric: names = matcher.vocabulary.metrics.map(\.name)
        case .format: names = matcher.vocabulary.formats
        case .mode: names = matcher.vocabulary.modes
        case .characters(let contains):
            let common = Self.palette.filter(contains).map(String.init)
            names =
                common.isEmpty
                ? (1...127).compactMap(Unicode.Scalar.init).filter(contains).map(String.init)
                : common
        case .end, .wordStop, .wordEnd, .noWordBefore, nil: return ""
        }
        return names.randomElement(using: &random) ?? ""
    }
}

/// A fixed sequence, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var mixed = state
        mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return mixed ^ (mixed >> 33)
    }
}
