// Slips that are made so often that they get a hint of their own.
extension MismatchReport {
    /// `800 ms`: a number and its unit with a blank between them.
    var separatedUnit: Diagnostic? {
        let culprit = failure.diagnostic?.span ?? previous
        var start = culprit.range.upperBound
        while start < source.bytes.count, Bytes.isBlank(source.bytes[start]) { start += 1 }
        var end = start
        while end < source.bytes.count, Bytes.isBare(source.bytes[end]) { end += 1 }
        let unit = source.text(in: start..<min(end, start + 8))
        guard start > culprit.range.upperBound, unit == "%" || NumberScan.isUnit(unit),
            let number = NumberScan(source.bytes, at: culprit.range.lowerBound),
            number.digits == culprit.range
        else { return nil }
        let whole = culprit.text + unit
        var error = Diagnostic.error(
            "a number and its unit are one word",
            at: source.span(culprit.range.lowerBound..<end),
            label: "write \(whole)"
        )
        error.suggestion = whole
        return error
    }

    /// `set prompt Hello world`, `url https://…`: a text that needs quotes.
    var missingQuotes: Diagnostic? {
        let span: Span
        if failure.expected.contains(.slot(.string)) {
            // Whether the text goes on behind its first word, only the writer knows.
            span = found
        } else if failure.expected.contains(.end), !rest.range.isEmpty, let first = last?.bareText {
            span = first.through(rest)
        } else {
            return nil
        }
        let text = span.text
        guard !text.isEmpty, !text.contains("\""), !text.contains("'") else { return nil }
        var error = Diagnostic.error(
            span == found ? "a text stands in quotes" : "a text of several words stands in quotes",
            at: span,
            label: rest == found || span != found
                ? "write \(shortened(text))" : "put quotes around the text"
        )
        error.suggestion = rest == found || span != found ? "\"\(text)\"" : nil
        return error
    }

    /// The text in double quotes, cut where it is long.
    private func shortened(_ text: String) -> String {
        "\"" + quoted(text).dropFirst().dropLast() + "\""
    }
}

extension Call.Item {
    /// The word without quotes that was taken for a text at the end of it.
    fileprivate var bareText: Span? {
        let value: Value? =
            switch content {
            case .argument(_, .value(let value)): value
            case .argument(_, .expression(.value(let value))): value
            case .argument(_, .condition(.output(_, _, let value, _))): value
            default: nil
            }
        guard case .scalar(.text, let span)? = value, let first = span.text.utf8.first,
            first != UInt8(ascii: "\""), first != UInt8(ascii: "'")
        else { return nil }
        return span
    }
}
