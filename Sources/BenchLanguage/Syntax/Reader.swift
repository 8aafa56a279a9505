/// The mark that an alternative did not fit; why is in the reader's `failure`.
struct Mismatch: Error {}

/// Why the text ends too early.
package enum Continuation: Sendable, Equatable {
    /// A `"""` text, a block, a `\` at the end, or a query without `;`.
    case openText, block, backslash, query
}

/// A position in a source, and the furthest place where nothing fitted.
///
/// Tokens depend on what is expected: `-` belongs to the word in a target and is an operator in
/// an expression. So the text is read byte by byte as the syntax asks for it.
struct Reader {
    struct Failure {
        /// The furthest place that was reached.
        var position: Int
        /// What would have fitted there.
        var expected: [Expected] = []
        /// Set when something was read that is malformed.
        var diagnostic: Diagnostic?
        /// Set when that is a word which is not known.
        var unknown: UnknownWord?
    }

    static let deepestNesting = 200
    static let mostOperators = 1_000

    let source: Source
    let vocabulary: Vocabulary
    let metrics: [String: Vocabulary.Metric]
    var position = 0
    var failure = Failure(position: 0)
    /// The furthest place that the form being tried has reached.
    var reach = 0
    var continuation: Continuation?
    /// The items of the statement being read.
    var items: [Call.Item] = []
    var depth = 0
    var operators = 0

    init(_ source: Source, vocabulary: Vocabulary) {
        self.source = source
        self.vocabulary = vocabulary
        metrics = Dictionary(
            vocabulary.metrics.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    var isAtEnd: Bool { position >= source.bytes.count }

    func byte(_ offset: Int = 0) -> UInt8? {
        let index = position &+ offset
        return index < source.bytes.count ? source.bytes[index] : nil
    }

    func looking(at text: StaticString) -> Bool {
        let end = position + text.utf8CodeUnitCount
        guard end <= source.bytes.count else { return false }
        return source.bytes[position..<end].elementsEqual(
            UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        )
    }

    func span(from start: Int) -> Span { source.span(start..<max(start, position)) }

    /// The end of the run of bytes of one class that begins here.
    func end(of isPart: (UInt8) -> Bool, from start: Int? = nil) -> Int {
        var index = start ?? position
        while index < source.bytes.count, isPart(source.bytes[index]) { index += 1 }
        return index
    }

    /// The end of the word that begins here; a `\` at a line end is not part of it.
    func endOfWord(_ isPart: (UInt8) -> Bool = Bytes.isBare) -> Int {
        let end = end(of: isPart)
        guard end > position, source.bytes[end - 1] == UInt8(ascii: "\\") else { return end }
        let next = self.end(of: Bytes.isBlank, from: end)
        return next >= source.bytes.count || source.bytes[next] == UInt8(ascii: "\n")
            ? end - 1 : end
    }

    /// Whether the statement ends here.
    var isAtStatementEnd: Bool {
        guard let byte = byte() else { return true }
        return byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";")
    }
}

// Blanks and line ends.
extension Reader {
    /// Skips blanks, comments and `\` at a line end.
    mutating func skipBlanks() {
        while let byte = byte() {
            if Bytes.isBlank(byte) {
                position += 1
            } else if byte == UInt8(ascii: "\\"), let end = endOfContinuedLine() {
                position = end
            } else if byte == UInt8(ascii: "#"), isAtWordStart {
                position = end(of: { $0 != UInt8(ascii: "\n") })
            } else {
                return
            }
        }
    }

    /// Skips to the next statement.
    mutating func skipSeparators() {
        skipBlanks()
        while isAtStatementEnd, !isAtEnd {
            position += 1
            skipBlanks()
        }
    }

    /// Skips the rest of a statement that could not be read; quotes hide separators.
    mutating func skipStatement() {
        while true {
            skipBlanks()
            guard let byte = byte(), !isAtStatementEnd else { return }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                skipQuotes(byte)
            } else {
                position += 1
            }
        }
    }

    private mutating func skipQuotes(_ quote: UInt8) {
        let isLong = looking(at: "\"\"\"")
        position += isLong ? 3 : 1
        while let byte = byte() {
            if isLong, looking(at: "\"\"\"") {
                position += 3
                return
            }
            if !isLong, byte == UInt8(ascii: "\n") { return }
            let isEscape = byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"")
            position += isEscape && self.byte(1) != UInt8(ascii: "\n") ? 2 : 1
            if !isLong, byte == quote { return }
        }
        position = source.bytes.count
    }

    private var isAtWordStart: Bool {
        guard position > 0 else { return true }
        return !Bytes.isBare(source.bytes[position - 1])
    }

    private mutating func endOfContinuedLine() -> Int? {
        let end = end(of: Bytes.isBlank, from: position + 1)
        guard end < source.bytes.count else {
            continuation = .backslash
            return end
        }
        return source.bytes[end] == UInt8(ascii: "\n") ? end + 1 : nil
    }
}

// What was expected.
extension Reader {
    /// Notes what would have fitted here; only the furthest place counts.
    mutating func expect(_ expected: Expected) {
        reach = max(reach, position)
        if position > failure.position {
            failure.position = position
            failure.expected = []
        }
        if position == failure.position, !failure.expected.contains(expected) {
            failure.expected.append(expected)
        }
    }

    /// Notes that something is there and malformed, which says more than what was expected.
    mutating func fail(_ diagnostic: Diagnostic) -> Mismatch {
        let before = failure.diagnostic?.span?.range.lowerBound ?? -1
        let place = diagnostic.span?.range.lowerBound ?? position
        reach = max(reach, place)
        if place > before { (failure.diagnostic, failure.unknown) = (diagnostic, nil) }
        return Mismatch()
    }

    /// Notes that a name is there which is not known.
    mutating func fail(_ unknown: UnknownWord) -> Mismatch {
        let before = failure.diagnostic?.span?.range.lowerBound ?? -1
        let mismatch = fail(unknown.diagnostic(or: [], synonyms: [:]))
        if unknown.word.span.range.lowerBound > before { failure.unknown = unknown }
        return mismatch
    }

    /// Notes what is missing here.
    mutating func missing(_ expected: Expected) -> Mismatch {
        expect(expected)
        return Mismatch()
    }

    /// Reads a keyword if it is the next word, in any letter case.
    mutating func keyword(_ word: String, then slot: Slot? = nil) -> Bool {
        skipBlanks()
        let end = endOfWord()
        let typed = source.bytes[position..<end]
        let isEqual =
            typed.count == word.utf8.count
            && zip(typed, word.utf8).allSatisfy { Bytes.lowercased($0) == $1 }
        guard isEqual else {
            expect(.keyword(word, then: slot))
            return false
        }
        position = end
        return true
    }

    /// Reads a sign if it is next.
    mutating func symbol(_ sign: String) -> Bool {
        skipBlanks()
        guard source.bytes[position...].starts(with: sign.utf8) else {
            expect(.symbol(sign))
            return false
        }
        position += sign.utf8.count
        return true
    }
}
