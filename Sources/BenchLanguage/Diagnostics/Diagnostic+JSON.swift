internal import Text

extension Diagnostic {
    /// The diagnostic as one JSON object on one line.
    ///
    /// Keys: file, line, column, end_column, severity, message, help. Lines and columns count
    /// from 1, `end_column` is the column after the last; the place is null when there is none.
    package func json() -> String {
        let advice = [label, help].compactMap(\.self).joined(separator: "; ")
        let said: [(key: String, value: JSON)] = [
            ("severity", .string(severity.rawValue)), ("message", .string(message)),
            ("help", advice.isEmpty ? .null : .string(advice)),
        ]
        return JSON.object(place + said).text
    }

    private var place: [(key: String, value: JSON)] {
        guard let span else {
            return ["file", "line", "column", "end_column"].map { ($0, .null) }
        }
        let start = span.source.position(of: span.range.lowerBound)
        let line = span.source.lineRange(around: span.range.lowerBound)
        let last = max(span.range.lowerBound, min(span.range.upperBound, line.upperBound))
        return [
            ("file", .string(span.source.name)), ("line", .integer(start.line)),
            ("column", .integer(start.column)),
            ("end_column", .integer(span.source.position(of: last).column)),
        ]
    }
}
