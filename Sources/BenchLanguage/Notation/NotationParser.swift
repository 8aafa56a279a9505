/// Reads the notation in which commands declare their syntax.
struct NotationParser {
    private let notation: String
    private var tokens: ArraySlice<String>

    init(_ notation: String) {
        self.notation = notation
        tokens = NotationParser.tokens(of: notation)[...]
    }

    mutating func verb() -> String {
        guard let word = tokens.popFirst(), NotationParser.isKeyword(word) else {
            preconditionFailure("syntax '\(notation)' does not begin with a verb")
        }
        return word
    }

    mutating func alternatives() -> Pattern {
        var choices = [sequence()]
        while tokens.first == "|" {
            tokens.removeFirst()
            choices.append(sequence())
        }
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    mutating func tail() -> Syntax.Tail {
        var tail = Syntax.Tail.none
        if tokens.first == "…" {
            tokens.removeFirst()
            tail = tokens.popFirst().map { .block(end: $0) } ?? .rawText
        }
        precondition(
            tokens.isEmpty,
            "syntax '\(notation)' has an unexpected '\(tokens.first ?? "")'"
        )
        return tail
    }

    private mutating func sequence() -> Pattern {
        var parts: [Pattern] = []
        while let token = tokens.first, !["]", "}", ")", "|", "…"].contains(token) {
            tokens.removeFirst()
            parts.append(part(token))
        }
        for index in parts.indices.dropLast() {
            guard case .keyword(let word, _) = parts[index] else { continue }
            parts[index] = .keyword(
                word,
                then: Pattern.sequence(Array(parts[(index + 1)...])).leadingSlot
            )
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func part(_ token: String) -> Pattern {
        switch token {
        case "[": return .optional(group(until: "]"))
        case "{": return .repetition(group(until: "}"))
        case "(": return group(until: ")")
        default:
            if NotationParser.isKeyword(token) { return .keyword(token, then: nil) }
            guard token.utf8.allSatisfy(Bytes.isName) else { return .symbol(token) }
            guard let slot = Slot(rawValue: token), slot != .sql else {
                preconditionFailure("syntax '\(notation)' has an unknown slot '\(token)'")
            }
            return .slot(slot)
        }
    }

    private mutating func group(until close: String) -> Pattern {
        let pattern = alternatives()
        precondition(tokens.popFirst() == close, "syntax '\(notation)' lacks a '\(close)'")
        return pattern
    }

    private static func isKeyword(_ token: String) -> Bool {
        token.utf8.allSatisfy { Bytes.isName($0) && !(65...90).contains($0) }
    }

    private static func tokens(of notation: String) -> [String] {
        var tokens: [String] = []
        var isInWord = false
        for character in notation {
            let isWord = character.utf8.allSatisfy(Bytes.isName)
            if isWord, isInWord, let last = tokens.indices.last {
                tokens[last].append(character)
            } else if character != " " {
                tokens.append(String(character))
            }
            isInWord = isWord
        }
        return tokens
    }
}
