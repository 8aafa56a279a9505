import BenchLanguage

/// Holds texts to a grammar as the comment at its head says it is meant; knows nothing of the
/// parser.
struct EBNFMatcher: Sendable {
    let grammar: EBNF
    let vocabulary: Vocabulary

    /// Whether a text is a script of the language.
    func accepts(_ text: String) -> Bool {
        var reading = Reading(grammar: grammar, vocabulary: vocabulary, bytes: Array(text.utf8))
        guard let end = reading.match(.rule("script"), at: 0, inPhrase: true) else { return false }
        return reading.skipBlanks(end) == reading.bytes.count
    }

    /// Whether one of a grammar's parts begins a text.
    func begins(_ text: String, with node: EBNF.Node) -> Bool {
        var reading = Reading(grammar: grammar, vocabulary: vocabulary, bytes: Array(text.utf8))
        return reading.match(node, at: 0, inPhrase: false) != nil
    }
}

private struct Reading {
    let grammar: EBNF
    let vocabulary: Vocabulary
    let bytes: [UInt8]
    /// Where the last sign such as `=` ended; what follows may touch it.
    var signEnd = 0

    /// Where the part that begins at a place ends; nil when it does not fit.
    mutating func match(_ node: EBNF.Node, at start: Int, inPhrase: Bool) -> Int? {
        switch node {
        case .rule(let name):
            guard let rule = grammar.rules[name] else { return nil }
            if EBNF.isPhrase(name) { return match(rule, at: start, inPhrase: true) }
            guard inPhrase else { return match(rule, at: start, inPhrase: false) }
            guard let begin = wordStart(start) else { return nil }
            return match(rule, at: begin, inPhrase: false)
        case .literal(let text, let isExact):
            return inPhrase ? phraseLiteral(text, start) : literal(text, start, isExact)
        case .special(let words): return special(words, start)
        case .sequence(let parts):
            var end = start
            for part in parts {
                guard let next = match(part, at: end, inPhrase: inPhrase) else { return nil }
                end = next
            }
            return end
        case .choice(let parts):
            for part in parts {
                if let end = match(part, at: start, inPhrase: inPhrase) { return end }
            }
            return nil
        case .optional(let part): return match(part, at: start, inPhrase: inPhrase) ?? start
        case .repetition(let part):
            var end = start
            while let next = match(part, at: end, inPhrase: inPhrase), next > end { end = next }
            return end
        case .exception(let part, let but):
            guard match(but, at: start, inPhrase: inPhrase) == nil else { return nil }
            return match(part, at: start, inPhrase: inPhrase)
        }
    }

    mutating func skipBlanks(_ start: Int) -> Int {
        var end = start
        while let next = match(.rule("BLANK"), at: end, inPhrase: false), next > end { end = next }
        return end
    }

    /// Where a word that follows others begins; nil where it would run together with the last.
    private mutating func wordStart(_ start: Int) -> Int? {
        let begin = skipBlanks(start)
        let touches = begin == start && start > 0 && signEnd != start
        if touches, isWord(start - 1), isWord(start) { return nil }
        return begin
    }

    private mutating func phraseLiteral(_ text: String, _ start: Int) -> Int? {
        guard text.first?.isLetter == true else {
            let end = literal(text, skipBlanks(start), false)
            if let end { signEnd = end }
            return end
        }
        guard let begin = wordStart(start) else { return nil }
        var end = begin
        while isWord(end) { end += 1 }
        return String(decoding: bytes[begin..<end], as: UTF8.self).lowercased() == text ? end : nil
    }

    private func literal(_ text: String, _ start: Int, _ isExact: Bool) -> Int? {
        let end = start + text.utf8.count
        guard end <= bytes.count else { return nil }
        let found = String(decoding: bytes[start..<end], as: UTF8.self)
        return (isExact ? found == text : found.lowercased() == text) ? end : nil
    }

    private func special(_ words: String, _ start: Int) -> Int? {
        guard let kind = EBNFSpecial(words: words) else { return nil }
        switch kind {
        case .end: return start == bytes.count ? start : nil
        case .wordStop: return isWord(start) ? nil : start
        case .wordEnd:
            return start < bytes.count && (isName(bytes[start]) || bytes[start] >= 0x80)
                ? nil : start
        case .noWordBefore: return start > 0 && isWord(start - 1) ? nil : start
        case .setting: return known(vocabulary.settings, start)
        case .format: return known(vocabulary.formats, start)
        case .mode: return known(vocabulary.modes, start)
        case .metric:
            let end = bytes[start...].firstIndex { !isName($0) } ?? bytes.count
            let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
            return vocabulary.metrics.contains { $0.name == word } ? end : nil
        case .characters(let contains):
            guard start < bytes.count else { return nil }
            let end = bytes[(start + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
            let scalars = String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars
            return scalars.first.map(contains) == true ? end : nil
        }
    }

    private func known(_ names: [String], _ start: Int) -> Int? {
        var end = start
        while isWord(end), bytes[end] != UInt8(ascii: "=") { end += 1 }
        let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        return names.contains(word) ? end : nil
    }

    private func isName(_ byte: UInt8) -> Bool {
        let scalar = Unicode.Scalar(byte)
        return scalar == "_" || scalar.isASCII && scalar.properties.isAlphabetic
            || ("0"..."9").contains(scalar)
    }

    /// Whether a character of a word stands at a place; `\` at a line end is none.
    private func isWord(_ index: Int) -> Bool {
        guard index < bytes.count else { return false }
        switch bytes[index] {
        case 0...0x20, 0x7F, UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\""),
            UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"):
            return false
        case UInt8(ascii: "\\"):
            let next = bytes[(index + 1)...].first { $0 != 32 && $0 != 9 && $0 != 13 }
            return next != nil && next != 10
        default: return true
        }
    }
}
