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

    /// `0,8s` and `1:30`: numbers as they are written elsewhere.
    var foreignNumber: Diagnostic? {
        let culprit = failure.diagnostic?.span ?? previous
        let first = source.span(number(before: culprit.range))
        let end = first.range.upperBound
        guard !first.range.isEmpty, end + 1 < source.bytes.count,
            Bytes.isDigit(source.bytes[end + 1])
        else { return nil }
        var last = end + 1
        while last < source.bytes.count, Bytes.isBare(source.bytes[last]) { last += 1 }
        let rest = source.text(in: end + 1..<last)
        let whole = source.span(first.range.lowerBound..<last)
        switch source.bytes[end] {
        case UInt8(ascii: ","):
            var error = Diagnostic.error("a number has a decimal point", at: whole)
            error.suggestion = "\(first.text).\(rest)"
            error.label = "write \(first.text).\(rest)"
            return error
        case UInt8(ascii: ":"):
            var error = Diagnostic.error("\(quoted(whole.text)) is not a duration", at: whole)
            guard let minutes = Int(first.text), minutes < 10_000, let seconds = Int(rest),
                seconds < 60
            else { return error }
            error.suggestion = "\(minutes * 60 + seconds)s"
            error.label = error.suggestion.map { "write \($0)" }
            return error
        default: return nil
        }
    }

    /// The digits at the end of a place, or in front of the comma at its end or before it.
    private func number(before place: Range<Int>) -> Range<Int> {
        let isComma = { (index: Int) in
            index > 0 && index <= source.bytes.count
                && source.bytes[index - 1] == UInt8(ascii: ",")
        }
        // Only what is wrong in itself is told from the next one of a list.
        let places =
            failure.diagnostic == nil ? [place.upperBound] : [place.upperBound, place.lowerBound]
        let comma = places.first(where: isComma)
        let end = comma.map { $0 - 1 } ?? place.upperBound
        var start = end
        while start > 0, Bytes.isDigit(source.bytes[start - 1]) { start -= 1 }
        return start..<end
    }

    /// `expect errors = 0 and ttft < 1s`.
    var secondCondition: Diagnostic? {
        guard case .argument(.condition, _)? = last?.content,
            ["and", "&&"].contains(found.text.lowercased())
        else { return nil }
        return .error(
            "a condition has no \(quoted(found.text))",
            at: found,
            label: "write a second \(verb.text) behind this one"
        )
    }

    /// `ttft of night` for `of @night`, and `of suite 1` for `of 1`.
    func suiteName(_ unexpected: Diagnostic) -> Diagnostic? {
        guard failure.expected.contains(.slot(.suite)), Bytes.isName(Substring(found.text)) else {
            return nil
        }
        guard found.text.lowercased() == "suite" else {
            return unexpected.proposing(["@" + found.text])
        }
        var error = unexpected
        error.label = "leave it out: of last, of 12 or of @name"
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
