// One function a kind of slot.
extension Reader {
    mutating func argument(_ slot: Slot) throws(Mismatch) -> Argument {
        skipBlanks()
        return switch slot {
        case .target: .target(try target())
        case .count: .count(try count())
        case .suite: .suite(try suite())
        case .name: .word(try name())
        case .setting, .metric, .format, .mode: .word(try known(slot))
        case .word, .provider: .word(try anyWord(slot))
        case .string: .text(try quotedText())
        case .value: .value(try value())
        case .values: .values(try valueList())
        case .integer: .integer(try operand(slot, Reader.integer))
        case .number: .number(try operand(slot) { Double($0) })
        case .duration, .age: .duration(try operand(slot) { Nanoseconds($0) })
        case .condition: .condition(try condition())
        case .expression: .expression(try wholeExpression())
        case .sql: throw missing(.slot(.sql))
        }
    }

    mutating func target() throws(Mismatch) -> Operand<TargetReference> {
        skipBlanks()
        let start = position
        let first = byte()
        let isQuoted = first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        let isStart = first.map {
            Bytes.isName($0) || $0 >= 0x80 || $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "/")
        }
        guard isQuoted || isStart == true,
            let value = isQuoted ? try value() : try bareText(Bytes.isTarget)
        else { throw missing(.slot(.target)) }
        guard let literal = value.literal else { return .deferred(value) }
        if let target = TargetReference(literal.text) { return .literal(target, value.span) }
        throw fail(malformed(.target, source.span(start..<position)))
    }

    mutating func suite() throws(Mismatch) -> Operand<SuiteReference> {
        skipBlanks()
        let start = position
        if byte() == UInt8(ascii: "$"), let variable = try variable() {
            return .deferred(.variable(variable))
        }
        let end = end(of: Bytes.isName, from: byte() == UInt8(ascii: "@") ? start + 1 : start)
        let word = source.text(in: start..<end)
        guard let first = byte(),
            first == UInt8(ascii: "@") || Bytes.isDigit(first)
                || word.lowercased() == "last"
        else { throw missing(.slot(.suite)) }
        position = end
        if let suite = SuiteReference(word) { return .literal(suite, span(from: start)) }
        if word.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            throw fail(.error("suites are numbered from 1", at: source.span(start..<end)))
        }
        throw fail(malformed(.suite, source.span(start..<max(end, start + 1))))
    }

    private mutating func count() throws(Mismatch) -> Count {
        let start = position
        guard let requests = try countPart() else { throw missing(.slot(.count)) }
        var lanes: Operand<Int>?
        if let byte = byte(), Bytes.lowercased(byte) == UInt8(ascii: "x") {
            position += 1
            lanes = try countPart()
            if lanes == nil { position -= 1 }
        }
        let end = endOfWord()
        guard end == position else {
            throw fail(malformed(.count, source.span(start..<end)))
        }
        return Count(requests: requests, lanes: lanes, span: span(from: start))
    }

    private mutating func countPart() throws(Mismatch) -> Operand<Int>? {
        let start = position
        if let variable = try variable() { return .deferred(.variable(variable)) }
        let end = end(of: Bytes.isDigit)
        guard end > start else { return nil }
        position = end
        guard let number = Int(source.text(in: start..<end)) else {
            throw fail(malformed(.count, source.span(start..<end)))
        }
        guard number >= 1 else { throw fail(Count.tooSmall(span(from: start))) }
        return .literal(number, span(from: start))
    }

    private mutating func name() throws(Mismatch) -> Word {
        let start = position
        let end = endOfWord { Bytes.isBare($0) && $0 != UInt8(ascii: "=") }
        guard end > start else { throw missing(.slot(.name)) }
        let spelling = source.span(start..<end)
        guard Bytes.isName(Substring(spelling.text)) else {
            throw fail(
                .error(
                    "\(quoted(spelling.text)) is not a name",
                    at: spelling,
                    label: "a name has letters, digits and _, and begins with a letter"
                )
            )
        }
        position = end
        return Word(text: spelling.text, span: spelling)
    }

    /// Reads a name that the vocabulary must have.
    private mutating func known(_ slot: Slot) throws(Mismatch) -> Word {
        let end = endOfWord { Bytes.isBare($0) && $0 != UInt8(ascii: "=") }
        guard end > position else { throw missing(.slot(slot)) }
        let span = source.span(position..<end)
        let word = Word(text: span.text.lowercased(), span: span)
        let words = vocabulary.words(for: slot)
        guard words.isEmpty || words.contains(word.text) else {
            let noun = slot.rawValue.lowercased()
            throw fail(UnknownWord(noun: noun, word: word, known: words))
        }
        position = end
        return word
    }

    private mutating func anyWord(_ slot: Slot) throws(Mismatch) -> Word {
        let start = position
        position = endOfWord()
        guard position > start else { throw missing(.slot(slot)) }
        return Word(text: span(from: start).text, span: span(from: start))
    }

    func malformed(_ slot: Slot, _ span: Span) -> Diagnostic {
        let label =
            switch slot {
            case .target: "write openai or openai/gpt-5-mini"
            case .suite: "write last, a number or @name"
            case .count: "write 10, or 10x5 for ten requests five at a time"
            case .duration, .age: "write it like 800ms, 2m or 7d"
            default: "write it like \(slot.example)"
            }
        return .error("\(quoted(span.text)) is not \(slot.noun)", at: span, label: label)
    }
}
