// Quoted texts, bare words and the variables in them.
extension Reader {
    /// Reads a quoted text.
    mutating func quotedText() throws(Mismatch) -> TextTemplate {
        skipBlanks()
        if byte() == UInt8(ascii: "'") { return try rawText() }
        guard byte() == UInt8(ascii: "\"") else { throw missing(.slot(.string)) }
        let start = position
        let isLong = looking(at: "\"\"\"")
        position += isLong ? 3 : 1
        if isLong { skipLineEnd() }
        var text = TextBuilder()
        while true {
            guard let byte = byte(), isLong || byte != UInt8(ascii: "\n") else {
                throw unclosed(start, isLong: isLong)
            }
            if isLong, looking(at: "\"\"\"") {
                position += 3
                text.dropLineEnd()
                break
            }
            if !isLong, byte == UInt8(ascii: "\"") {
                position += 1
                break
            }
            try piece(of: &text)
        }
        return TextTemplate(segments: text.finished(), span: span(from: start))
    }

    /// Reads a word without quotes; `isPart` says which bytes belong to it.
    mutating func bareText(_ isPart: (UInt8) -> Bool) throws(Mismatch) -> Value? {
        let start = position
        let plain = endOfWord { isPart($0) && $0 != UInt8(ascii: "$") }
        if plain > start, plain == source.bytes.count || source.bytes[plain] != UInt8(ascii: "$") {
            position = plain
            return .scalar(.text(source.text(in: start..<plain)), span(from: start))
        }
        var text = TextBuilder()
        while let byte = byte() {
            if byte == UInt8(ascii: "$"), let variable = try variable() {
                text.append(variable)
            } else {
                var end = endOfWord { isPart($0) && $0 != UInt8(ascii: "$") }
                if end == position, byte == UInt8(ascii: "$") { end += 1 }
                guard end > position else { break }
                text.append(source.bytes[position..<end])
                position = end
            }
        }
        guard position > start else { return nil }
        let segments = text.finished()
        switch segments.first {
        case .variable(let variable) where segments.count == 1: return .variable(variable)
        case .literal(let word) where segments.count == 1:
            return .scalar(.text(word), span(from: start))
        default: return .template(TextTemplate(segments: segments, span: span(from: start)))
        }
    }

    /// Reads `$name`, `${name}` or `$env.NAME`; nil when the `$` is only a sign.
    mutating func variable() throws(Mismatch) -> Variable? {
        guard byte() == UInt8(ascii: "$") else { return nil }
        let start = position
        let isBraced = byte(1) == UInt8(ascii: "{")
        let nameStart = position + (isBraced ? 2 : 1)
        var nameEnd = endOfName(from: nameStart)
        if source.text(in: nameStart..<nameEnd) == "env", nameEnd < source.bytes.count,
            source.bytes[nameEnd] == UInt8(ascii: ".")
        {
            let end = endOfName(from: nameEnd + 1)
            if end > nameEnd + 1 { nameEnd = end }
        }
        if isBraced {
            let isClosed =
                nameEnd > nameStart && nameEnd < source.bytes.count
                && source.bytes[nameEnd] == UInt8(ascii: "}")
            guard isClosed else {
                throw fail(
                    .error(
                        "'${' needs a name and '}'",
                        at: source.span(start..<nameEnd),
                        label: "write ${name}, or \\$ for the sign itself"
                    )
                )
            }
        }
        guard nameEnd > nameStart else { return nil }
        position = nameEnd + (isBraced ? 1 : 0)
        return Variable(name: source.text(in: nameStart..<nameEnd), span: span(from: start))
    }

    private func endOfName(from start: Int) -> Int {
        guard start < source.bytes.count, Bytes.isNameStart(source.bytes[start]) else {
            return start
        }
        return end(of: Bytes.isName, from: start)
    }

    private mutating func rawText() throws(Mismatch) -> TextTemplate {
        let start = position
        let end = end(
            of: { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\n") },
            from: start + 1
        )
        guard end < source.bytes.count, source.bytes[end] == UInt8(ascii: "'") else {
            throw unclosed(start, isLong: false)
        }
        position = end + 1
        return TextTemplate(
            segments: [.literal(source.text(in: start + 1..<end))],
            span: span(from: start)
        )
    }

    private mutating func piece(of text: inout TextBuilder) throws(Mismatch) {
        switch byte() {
        case UInt8(ascii: "\\"):
            text.append(try escape())
        case UInt8(ascii: "$"):
            if let variable = try variable() {
                text.append(variable)
            } else {
                text.append(source.bytes[position...position])
                position += 1
            }
        case UInt8(ascii: "\r") where byte(1) == UInt8(ascii: "\n"):
            position += 1
        case UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            text.append(source.bytes[position...position])
            position += 1
        default:
            let end = end(of: {
                switch $0 {
                case UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "\""),
                    UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                    false
                default: true
                }
            })
            text.append(source.bytes[position..<end])
            position = end
        }
    }

    private mutating func escape() throws(Mismatch) -> String {
        let start = position
        position += 2
        switch source.bytes.count > start + 1 ? source.bytes[start + 1] : 0 {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "$"): return "$"
        case UInt8(ascii: "u") where byte() == UInt8(ascii: "{"):
            let end = end(of: { Bytes.isName($0) }, from: position + 1)
            let digits = source.text(in: position + 1..<end)
            if byte(end - position) == UInt8(ascii: "}"), let value = UInt32(digits, radix: 16),
                let scalar = Unicode.Scalar(value), value != 0
            {
                position = end + 1
                return String(scalar)
            }
            position = end
            throw fail(
                .error(
                    "\(quoted(span(from: start).text)) is not a Unicode character",
                    at: span(from: start),
                    label: "write it like \\u{e9}"
                )
            )
        default:
            let end = end(of: { Source.isContinuation($0) }, from: position)
            let spelling = source.span(start..<end)
            throw fail(
                .error(
                    "unknown escape \(quoted(spelling.text))",
                    at: spelling,
                    label: "write \\\\ for a backslash, or use '…' for raw text",
                    help: "escapes are \\n \\r \\t \\\" \\\\ \\$ and \\u{…}"
                )
            )
        }
    }

    private mutating func unclosed(_ start: Int, isLong: Bool) -> Mismatch {
        if isLong { continuation = .openText }
        let quote = isLong ? 3 : 1
        return fail(
            .error(
                "the text is not closed",
                at: source.span(start..<start + quote),
                label: isLong
                    ? "a \"\"\" must follow"
                    : "close it on this line, or use \"\"\" for several lines"
            )
        )
    }

    private mutating func skipLineEnd() {
        if byte() == UInt8(ascii: "\r"), byte(1) == UInt8(ascii: "\n") { position += 1 }
        if byte() == UInt8(ascii: "\n") { position += 1 }
    }
}

/// Gathers the segments of a text.
private struct TextBuilder {
    private var segments: [TextTemplate.Segment] = []
    private var literal = ""

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        literal += String(decoding: bytes, as: UTF8.self)
    }

    mutating func append(_ text: String) { literal += text }

    mutating func append(_ variable: Variable) {
        flush()
        segments.append(.variable(variable))
    }

    mutating func dropLineEnd() {
        if literal.utf8.last == UInt8(ascii: "\n") { literal.unicodeScalars.removeLast() }
    }

    consuming func finished() -> [TextTemplate.Segment] {
        flush()
        return segments
    }

    private mutating func flush() {
        if !literal.isEmpty { segments.append(.literal(literal)) }
        literal = ""
    }
}
