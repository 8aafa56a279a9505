/// A grammar read from its EBNF.
struct EBNF: Sendable {
    /// The right side of a rule, or a part of one.
    indirect enum Node: Sendable {
        /// `isExact` for single quotes, else letter case does not matter.
        case literal(String, isExact: Bool)
        case rule(String)
        case special(String)
        case sequence([Node])
        case choice([Node])
        case optional(Node)
        case repetition(Node)
        /// The first, but not where the second begins.
        case exception(Node, Node)
    }

    private(set) var rules: [String: Node] = [:]

    /// Reads a grammar; nil when it is not EBNF.
    init?(_ text: String) {
        guard let tokens = Self.tokens(of: text) else { return nil }
        var rest = tokens[...]
        while let name = rest.popFirst() {
            guard rest.popFirst() == "=", let node = Self.choice(&rest), rest.popFirst() == ";",
                rules.updateValue(node, forKey: name) == nil
            else { return nil }
        }
    }

    /// Whether blanks may stand between the parts of a rule.
    static func isPhrase(_ name: String) -> Bool { name.first?.isLowercase == true }

    /// The rules that a part names, and those that they name, itself left out.
    func references(from name: String) -> Set<String> {
        var found: Set<String> = []
        var open = [name]
        while let next = open.popLast() {
            for other in rules[next]?.names ?? [] where found.insert(other).inserted {
                open.append(other)
            }
        }
        return found
    }

    /// The words in double quotes in a rule and in the phrases it is made of.
    func keywords(of name: String) -> Set<String> {
        var words = Set(rules[name]?.words ?? [])
        for other in references(from: name) where Self.isPhrase(other) {
            words.formUnion(rules[other]?.words ?? [])
        }
        return words
    }

    private static func choice(_ tokens: inout ArraySlice<String>) -> Node? {
        var alternatives: [Node] = []
        repeat {
            guard let next = sequence(&tokens) else { return nil }
            alternatives.append(next)
        } while tokens.first == "|" && tokens.popFirst() != nil
        return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
    }

    private static func sequence(_ tokens: inout ArraySlice<String>) -> Node? {
        var parts: [Node] = []
        while let token = tokens.first, !["|", ";", ")", "]", "}"].contains(token) {
            guard let part = part(&tokens) else { return nil }
            if tokens.first == "-" {
                tokens.removeFirst()
                guard let but = self.part(&tokens) else { return nil }
                parts.append(.exception(part, but))
            } else {
                parts.append(part)
            }
        }
        return parts.isEmpty ? nil : parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private static func part(_ tokens: inout ArraySlice<String>) -> Node? {
        guard let token = tokens.popFirst() else { return nil }
        switch token.first {
        case "(", "[", "{":
            let close = ["(": ")", "[": "]", "{": "}"][token]
            guard let inner = choice(&tokens), tokens.popFirst() == close else { return nil }
            return token == "[" ? .optional(inner) : token == "{" ? .repetition(inner) : inner
        case "\"", "'":
            return .literal(String(token.dropFirst().dropLast()), isExact: token.first == "'")
        case "?": return .special(token.dropFirst().dropLast().trimming(" "))
        case let first? where first.isLetter: return .rule(token)
        default: return nil
        }
    }

    private static func tokens(of text: String) -> [String]? {
        var tokens: [String] = []
        var rest = text[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if rest.hasPrefix("(*") {
                guard let end = rest.firstRange(of: "*)") else { return nil }
                rest = rest[end.upperBound...]
            } else if "\"'?".contains(first) {
                guard let end = rest.dropFirst().firstIndex(of: first) else { return nil }
                tokens.append(String(rest[...end]))
                rest = rest[rest.index(after: end)...]
            } else {
                let name = rest.prefix { $0.isLetter || $0 == "_" }
                tokens.append(name.isEmpty ? String(first) : String(name))
                rest = rest.dropFirst(max(1, name.count))
            }
        }
        return tokens
    }
}

extension EBNF.Node {
    /// What is directly under it.
    private var parts: [EBNF.Node] {
        switch self {
        case .literal, .rule, .special: []
        case .sequence(let parts), .choice(let parts): parts
        case .optional(let part), .repetition(let part): [part]
        case .exception(let part, let but): [part, but]
        }
    }

    fileprivate var names: [String] {
        if case .rule(let name) = self { return [name] }
        return parts.flatMap(\.names)
    }

    fileprivate var words: [String] {
        if case .literal(let word, isExact: false) = self, word.first?.isLetter == true {
            return [word]
        }
        return parts.flatMap(\.words)
    }
}

extension StringProtocol {
    fileprivate func trimming(_ character: Character) -> String {
        var rest = Substring(self)
        while rest.first == character { rest.removeFirst() }
        while rest.last == character { rest.removeLast() }
        return String(rest)
    }
}
