// Values, lists of them, and numbers.
extension Reader {
    mutating func value(_ slot: Slot = .value) throws(Mismatch) -> Value {
        skipBlanks()
        guard let first = byte() else { throw missing(.slot(slot)) }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            let template = try quotedText()
            guard let literal = template.literal else { return .template(template) }
            return .scalar(.text(literal), template.span)
        }
        guard let value = try bareText(Bytes.isBare) else { throw missing(.slot(slot)) }
        guard case .scalar(.text(let word), let span) = value else { return value }
        return .scalar(Scalar(word: word), span)
    }

    /// Reads a list or a range of whole numbers.
    mutating func valueList() throws(Mismatch) -> ValueList {
        if let range = try range() { return range }
        var values: [Value] = []
        repeat {
            values.append(try value(.values))
        } while symbol(",")
        return .values(values)
    }

    /// Reads a value that must be of one type, or a variable.
    mutating func operand<Content>(
        _ slot: Slot,
        _ convert: (Scalar) -> Content?
    ) throws(Mismatch) -> Operand<Content> {
        let start = position
        guard let value = try bareText(Bytes.isBare) else { throw missing(.slot(slot)) }
        guard case .scalar(.text(let word), let span) = value else { return .deferred(value) }
        if let content = convert(Scalar(word: word)) { return .literal(content, span) }
        guard let first = word.utf8.first, Bytes.isDigit(first) || first == UInt8(ascii: "-")
        else {
            // A word may be the next keyword.
            position = start
            throw missing(.slot(slot))
        }
        let scan = NumberScan(source.bytes, at: first == UInt8(ascii: "-") ? start + 1 : start)
        let isNumber = scan?.unit.upperBound == span.range.upperBound && scan?.hasUnit == true
        throw fail(isNumber && scan?.scalar == nil ? tooLarge(span) : malformed(slot, span))
    }

    func tooLarge(_ span: Span) -> Diagnostic {
        .error("\(quoted(span.text)) is too large", at: span)
    }

    static func integer(_ scalar: Scalar) -> Int? {
        guard case .number = scalar else { return nil }
        return Int(scalar)
    }

    private mutating func range() throws(Mismatch) -> ValueList? {
        let start = position
        guard let from = try rangeEnd(), looking(at: "..") else {
            position = start
            if source.text(in: start..<endOfWord()).isLikeARange { throw notARange(from: start) }
            return nil
        }
        position += 2
        guard let through = try rangeEnd(), endOfWord() == position else {
            throw notARange(from: start)
        }
        let whole = span(from: start)
        guard keyword("by", then: .integer) else {
            return .range(from: from, through: through, step: nil, whole)
        }
        skipBlanks()
        let step: Operand<Int> = try operand(.integer, Reader.integer)
        return .range(from: from, through: through, step: step, whole)
    }

    private mutating func notARange(from start: Int) -> Mismatch {
        position = max(position, endOfWord())
        return fail(
            .error(
                "\(quoted(span(from: start).text)) is not a range",
                at: span(from: start),
                label: "write whole numbers, like 1..8, or 1..8 by 2"
            )
        )
    }

    private mutating func rangeEnd() throws(Mismatch) -> Operand<Int>? {
        let start = position
        if let variable = try variable() { return .deferred(.variable(variable)) }
        let sign = byte() == UInt8(ascii: "-") ? 1 : 0
        position = end(of: Bytes.isDigit, from: position + sign)
        return Int(source.text(in: start..<position)).map { .literal($0, span(from: start)) }
    }
}

extension String {
    /// Whether it is two words with `..` between them, which is no path.
    fileprivate var isLikeARange: Bool {
        guard let dots = firstRange(of: ".."), !contains("/") else { return false }
        return dots.lowerBound != startIndex && dots.upperBound != endIndex
            && self[dots.upperBound] != "."
    }
}
