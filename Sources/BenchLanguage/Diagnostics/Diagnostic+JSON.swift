extension Diagnostic {
    /// The diagnostic as one JSON object on one line.
    ///
    /// Keys: file, line, column, end_column, severity, message, help. Lines and columns count
    /// from 1, `end_column` is the column after the last; the place is null when there is none.
    package func json() -> String {
        var place = (file: "null", line: "null", column: "null", endColumn: "null")
        if let span {
            let start = span.source.position(of: span.range.lowerBound)
            let line = span.source.lineRange(around: span.range.lowerBound)
            let last = max(span.range.lowerBound, min(span.range.upperBound, line.upperBound))
            place = (
                jsonString(span.source.name), "\(start.line)", "\(start.column)",
                "\(span.source.position(of: last).column)"
            )
        }
        let advice = [label, help].compactMap(\.self).joined(separator: "; ")
        let fields = [
            "\"file\":\(place.file)", "\"line\":\(place.line)", "\"column\":\(place.column)",
            "\"end_column\":\(place.endColumn)", "\"severity\":\(jsonString(severity.rawValue))",
            "\"message\":\(jsonString(message))",
            "\"help\":\(advice.isEmpty ? "null" : jsonString(advice))",
        ]
        return "{" + fields.joined(separator: ",") + "}"
    }
}

private func jsonString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
