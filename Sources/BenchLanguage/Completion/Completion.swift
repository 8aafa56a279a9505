/// What may stand at a place in a line that is being typed.
package struct Completion: Sendable, Equatable {
    /// The byte offset from which a chosen word replaces the line up to the cursor.
    package let replaceStart: Int
    /// What is typed between `replaceStart` and the cursor.
    package let prefix: String
    /// Whether the place is within quotes, so that a chosen word needs no quote in front.
    package let isQuoted: Bool
    /// What fits; keywords only when they begin with the prefix.
    package let expected: [Expected]
}

extension Grammar {
    /// What may stand at a byte offset of a text; only what is before the cursor counts.
    package func completions(of text: String, cursor: Int) -> Completion {
        let bytes = Array(text.utf8.prefix(max(0, cursor)))
        let word = OpenWord(bytes)
        let prefix = String(decoding: bytes[word.start...], as: UTF8.self)
        guard !word.isComment else {
            return Completion(
                replaceStart: bytes.count,
                prefix: "",
                isQuoted: false,
                expected: []
            )
        }
        let before = Array(bytes[..<word.tokenStart])
        var parser = ScriptParser(Source(name: "", bytes: before), grammar: self)
        _ = parser.parse()
        let failure = parser.reader.failure
        // A form that did not know a word says nothing about another that got further.
        let isRight =
            failure.unknown.map { failure.position > $0.word.span.range.upperBound }
            ?? (failure.diagnostic == nil)
        let isReached = failure.position == before.count && isRight
        let expected = isReached ? fitting(failure.expected, prefix, word.isQuoted) : []
        return Completion(
            replaceStart: word.start,
            prefix: prefix,
            isQuoted: word.isQuoted,
            expected: expected
        )
    }

    private func fitting(
        _ expected: [Expected],
        _ prefix: String,
        _ isQuoted: Bool
    ) -> [Expected] {
        var result: [Expected] = []
        for item in expected {
            switch item {
            case .keyword(let word, _):
                if !isQuoted, word.hasPrefix(prefix.lowercased()) { result.append(item) }
            case .slot(.expression) where !isQuoted:
                result += MetricReference.Aggregate.words
                    .filter { $0.hasPrefix(prefix.lowercased()) }
                    .map { .keyword($0, then: .metric) }
                result.append(.slot(.metric))
            case .symbol: if prefix.isEmpty, !isQuoted { result.append(item) }
            // What a condition begins with is listed beside it.
            case .slot(.condition), .end: break
            case .slot: result.append(item)
            }
        }
        return result
    }
}
