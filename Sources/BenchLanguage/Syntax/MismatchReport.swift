internal import Text

/// Says in words why no form of a command fitted.
struct MismatchReport {
    let source: Source
    let failure: Reader.Failure
    let verb: Word
    private let forms: [Syntax]
    /// The forms that got furthest.
    private let reached: [Syntax]
    /// What the one that got furthest read last.
    let last: Call.Item?
    private let providers: [String]
    /// What stands where nothing fitted; empty at the end of the statement.
    let found: Span
    /// The same up to the end of the line or statement.
    let rest: Span

    init(_ reader: Reader, verb: Word, forms: [Syntax], reached: [Syntax], last: Call.Item?) {
        var reader = reader
        failure = reader.failure
        source = reader.source
        providers = reader.vocabulary.providers
        self.verb = verb
        self.forms = forms
        self.reached = reached
        self.last = last
        reader.position = failure.position
        found = reader.wordOrQuotes()
        rest = reader.restOfStatement()
    }

    func diagnostic(synonyms: [String: [String]]) -> Diagnostic {
        if let hint = separatedUnit ?? foreignNumber ?? secondCondition { return hint }
        if let unknown = failure.unknown {
            let place = unknown.word.span.range
            let isHere = failure.position == place.lowerBound
            // Another form that got further knows more.
            if failure.position <= place.upperBound {
                return unknown.diagnostic(or: isHere ? keywords : [], synonyms: synonyms)
            }
        } else if let diagnostic = failure.diagnostic {
            return diagnostic
        }
        if found.range.isEmpty { return missing() }
        let error = Diagnostic.error("unexpected \(quoted(found.text))", at: found)
        let words = keywords + (failure.expected.contains(.slot(.suite)) ? ["last"] : [])
        let near = suggestions(for: found.text, among: words, synonyms: synonyms)
        if !near.isEmpty { return error.proposing(near) }
        if let hint = suiteName(error) { return hint }
        if let clause = targetClause {
            return error.proposing(
                [],
                else: "to choose a target write \(quoted("\(clause) \(found.text)"))"
            )
        }
        return missingQuotes ?? misplaced(error)
    }

    /// Something stands where something else was expected.
    private func misplaced(_ unexpected: Diagnostic) -> Diagnostic {
        var error = unexpected
        error.help = usage
        if failure.expected.contains(.symbol(")")) {
            error.message = "expected ')', not \(quoted(found.text))"
        } else if isComparisonMissing {
            error.message = "a comparison is missing before \(quoted(found.text))"
            error.label = "write <, <=, >, >=, = or != and what to compare with"
        } else if !failure.expected.contains(.end), !nouns.isEmpty {
            error.message = "expected \(nouns), not \(quoted(found.text))"
            error.label = firstSlot.map { "e.g. \($0.example)" }
        } else if forms.contains(where: { $0.keywords.contains(found.text.lowercased()) }) {
            error.message = "\(quoted(found.text)) cannot stand here"
        } else if !nouns.isEmpty {
            error.label = "expected \(nouns), or nothing more"
        } else {
            error.label = "nothing more was expected"
        }
        return error
    }

    /// Something is missing at the end of the statement.
    private func missing() -> Diagnostic {
        let before = previous
        let text = quoted(before.text)
        if failure.expected.contains(.symbol(")")) {
            return .error("a ')' is missing after \(text)", at: before)
        }
        if isComparisonMissing {
            return .error(
                "\(text) is compared with nothing",
                at: before,
                label: "write <, <=, >, >=, = or != and a value behind it",
                help: usage
            )
        }
        let word = before.text.lowercased()
        let isKeyword = before == verb.span || forms.contains { $0.keywords.contains(word) }
        var message = "\(text) needs \(nouns)"
        if isKeyword {
            if let slot = firstSlot { message += ", e.g. \(before.text) \(slot.example)" }
        } else if word.utf8.allSatisfy({ Bytes.isName($0) || $0 >= 0x80 }) {
            message = "\(nouns) is missing after \(text)"
        }
        return .error(message, at: before, help: usage)
    }

    /// The word before the place, on whatever line it is.
    var previous: Span {
        let isBlank = { (byte: UInt8) in byte <= 0x20 || byte == UInt8(ascii: "\\") }
        var end = failure.position
        while end > 0, isBlank(source.bytes[end - 1]) { end -= 1 }
        var start = end
        while start > 0, Bytes.isBare(source.bytes[start - 1]) { start -= 1 }
        if start == end { start = max(0, end - 1) }
        return start < verb.span.range.lowerBound ? verb.span : source.span(start..<end)
    }

    /// Whether what stands here could be one side of a condition, and nothing was the other.
    private var isComparisonMissing: Bool { failure.expected.contains(.symbol("<")) }

    private var firstSlot: Slot? {
        failure.expected.lazy.compactMap { if case .slot(let slot) = $0 { slot } else { nil } }
            .first
    }

    private var keywords: [String] {
        failure.expected.compactMap {
            if case .keyword(let word, _) = $0 { word } else { nil }
        }
    }

    private var usage: String? {
        guard reached.count == 1 else { return nil }
        return reached.first.map { "write: \($0.notation)" }
    }

    /// The keyword to put before a provider's name that stands alone.
    private var targetClause: String? {
        let provider = found.text.prefix { $0 != "/" }
        guard providers.contains(String(provider)) else { return nil }
        return failure.expected.lazy.compactMap {
            if case .keyword(let word, .target?) = $0 { word } else { nil }
        }.first
    }

    /// What was expected, in words; operators only when nothing else was.
    private var nouns: String {
        if failure.expected.contains(.slot(.condition)) { return Slot.condition.noun }
        var slots: [String] = []
        var keywords: [String] = []
        var symbols: [String] = []
        for expected in failure.expected {
            switch expected {
            case .slot(let slot): slots.append(slot.noun)
            case .keyword(let word, _): keywords.append(quoted(word))
            case .symbol(let sign): symbols.append(quoted(sign))
            case .end: break
            }
        }
        let words = symbols.filter { $0 == "','" } + slots + keywords
        return Enumeration.text(words.isEmpty ? symbols : words, "or")
    }
}

extension Reader {
    /// The word that begins here, or the quoted text as far as it is on this line; empty at the
    /// end of the statement.
    fileprivate func wordOrQuotes() -> Span {
        let end = endOfWord()
        if isAtStatementEnd { return source.span(position..<position) }
        guard end == position, let quote = byte() else { return source.span(position..<end) }
        let isQuote = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        let close = self.end(
            of: { $0 != quote && $0 != UInt8(ascii: "\n") },
            from: position + 1
        )
        return source.span(position..<(isQuote ? close : position) + 1)
    }

    /// The words from here on without quotes, up to the end of the line or the statement.
    fileprivate func restOfStatement() -> Span {
        var ahead = self
        var end = position
        while ahead.endOfWord() > ahead.position {
            ahead.position = ahead.endOfWord()
            end = ahead.position
            ahead.position = ahead.end(of: Bytes.isBlank)
            if ahead.byte() == UInt8(ascii: "#") { break }
        }
        return source.span(position..<end)
    }
}
