internal import BenchLanguage
internal import History
internal import Text

extension Query {
    /// What SQLite says of a query, at the word it speaks of, with the word that was meant.
    func diagnostic(_ error: ConsoleError) -> Diagnostic {
        guard case .invalid(let message, let offset) = error else {
            return .error(error.description, at: verbSpan)
        }
        let place = place(of: message, offset)
        let near = suggestions(for: place.text, among: candidates(message))
        return Diagnostic.error("SQL: \(message)", at: place, help: advice(message))
            .proposing(near.filter { $0 != place.text.lowercased() })
    }

    private var verbSpan: Span {
        let start = span.range.lowerBound
        return span.source.span(start..<start + verb.utf8.count)
    }

    /// The word at the offset that SQLite gives, else the one that its message names.
    private func place(of message: String, _ offset: Int?) -> Span {
        let bytes = Array(text.utf8)
        if message == "incomplete input" { return word(endingAt: bytes.count, bytes) }
        var start = offset.map { min($0, bytes.count) }
        if start == nil, let name = name(in: message) { start = text.offset(ofWord: name) }
        guard var start else { return verbSpan }
        var end = start
        while end < bytes.count, isName(bytes[end]) || bytes[end] == UInt8(ascii: ".") {
            end += 1
            // Of `r.ttft_ms` the last part is what is not known.
            if bytes[end - 1] == UInt8(ascii: "."), end < bytes.count, isName(bytes[end]) {
                start = end
            }
        }
        let base = span.range.lowerBound
        return span.source.span(base + start..<base + max(end, min(start + 1, bytes.count)))
    }

    private func word(endingAt end: Int, _ bytes: [UInt8]) -> Span {
        var end = end
        while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
        var start = end
        while start > 0, isName(bytes[start - 1]) { start -= 1 }
        let base = span.range.lowerBound
        return span.source.span(base + min(start, max(end - 1, 0))..<base + end)
    }

    private func isName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80
            || Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
    }

    /// The table, column or function that a message speaks of.
    private func name(in message: String) -> String? {
        guard let colon = message.firstRange(of: ": ") else { return nil }
        return message[colon.upperBound...].split(separator: ".").last.map(String.init)
    }

    /// What may stand where the message finds fault.
    private func candidates(_ message: String) -> [String] {
        if message.hasPrefix("no such table") { return Schema.views }
        if message.hasPrefix("no such function") { return Console.functions + Self.functions }
        if message.hasPrefix("near ") { return Self.keywords }
        guard message.hasPrefix("no such column") else { return [] }
        let named = Schema.views.filter { text.offset(ofWord: $0) != nil }
        return (named.isEmpty ? Schema.views : named).flatMap { view in
            Schema.columns(of: view).map(\.name)
        }
    }

    private func advice(_ message: String) -> String? {
        if message.hasPrefix("no such table") || message.hasPrefix("no such column") {
            return "'show schema' lists the views and their columns"
        }
        if message.hasPrefix("no such function") {
            return "beside SQLite's own there are \(Enumeration.text(Console.functions, "and"))"
        }
        return nil
    }

    private static let functions = [
        "count", "sum", "avg", "min", "max", "total", "round", "abs", "coalesce", "ifnull", "iif",
        "length", "lower", "upper", "substr", "replace", "instr", "printf", "format", "date",
        "time", "datetime", "strftime", "julianday", "json_extract", "group_concat", "lag",
        "lead", "rank", "row_number",
    ]

    private static let keywords = [
        "from", "where", "group", "order", "by", "limit", "offset", "having", "join", "left",
        "inner", "union", "distinct", "between", "like", "case", "when", "then", "else", "end",
        "and", "or", "not", "null", "asc", "desc", "select",
    ]
}

extension String {
    /// The byte offset of the first place where a word stands alone, in any letter case.
    fileprivate func offset(ofWord word: String) -> Int? {
        let isPart = { (character: Character) in
            character.isLetter || character.isNumber || character == "_"
        }
        var start = startIndex
        while start < endIndex {
            guard isPart(self[start]) else {
                start = index(after: start)
                continue
            }
            let end = self[start...].firstIndex { !isPart($0) } ?? endIndex
            if self[start..<end].lowercased() == word.lowercased() {
                return utf8.distance(from: utf8.startIndex, to: start)
            }
            start = end
        }
        return nil
    }
}
