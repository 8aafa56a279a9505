/// Says in words why no form of a command fitted.
struct MismatchReport {
    private let source: Source
    private let failure: Reader.Failure
    private let verb: Word
    private let forms: [Syntax]
    /// The forms that got furthest.
    private let reached: [Syntax]
    private let providers: [String]
    /// What stands where nothing fitted; empty at the end of the statement.
    private let found: Span

    init(_ reader: Reader, verb: Word, forms: [Syntax], reached: [Syntax]) {
        var reader = reader
        failure = reader.failure
        source = reader.source
        providers = reader.vocabulary.providers
        self.verb = verb
        self.forms = forms
        self.reached = reached
        reader.position = failure.position
        let start = failure.position
        let end = reader.endOfWord()
        if reader.isAtStatementEnd {
            found = source.span(start..<start)
        } else if let quote = reader.byte(), end == start {
            // A quoted text is shown whole, as far as it is on this line.
            let isQuote = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
            let close = reader.end(
                of: { $0 != quote && $0 != UInt8(ascii: "\n") },
                from: start + 1
            )
            found = source.span(start..<(isQuote ? close : start) + 1)
        } else {
            found = source.span(start..<end)
        }
    }

    func diagnostic(synonyms: [String: String]) -> Diagnostic {
        if let diagnostic = failure.diagnostic { return diagnostic }
        if found.range.isEmpty { return missing() }
        let keywords = failure.expected.compactMap {
            if case .keyword(let word, _) = $0 { word } else { nil }
        }
        var error = Diagnostic.error("unexpected \(quoted(found.text))", at: found, help: usage)
        if let near = suggestion(for: found.text, among: keywords, synonyms: synonyms) {
            error.label = "did you mean \(quoted(near))?"
            error.help = nil
        } else if let clause = targetClause {
            error.label = "to choose a target write \(quoted("\(clause) \(found.text)"))"
            error.help = nil
        } else if failure.expected.contains(.symbol(")")) {
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
    private var previous: Span {
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
        return listed(words.isEmpty ? symbols : words, joinedBy: "or")
    }
}
