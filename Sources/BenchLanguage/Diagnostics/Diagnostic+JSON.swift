internal import Text

extension Diagnostic {
    /// The diagnostic as one JSON object on one line.
    ///
    /// Keys: file, line, column, length, severity, message, suggestion (what to write in place of
    /// the `length` characters at `column`), hint, chain (the `source` statements that led here,
    /// innermost first). Lines and columns count from 1; what is not known is null.
    package func json() -> String {
        let place = span.map(Place.init)
        let hint = [label, help].compactMap(\.self).joined(separator: "; ")
        let chain = span?.source.inclusions.map { Place($0).json } ?? []
        return JSON.object([
            ("file", place.map { .string($0.file) } ?? .null),
            ("line", place.map { .integer($0.line) } ?? .null),
            ("column", place.map { .integer($0.column) } ?? .null),
            ("length", place.map { .integer($0.length) } ?? .null),
            ("severity", .string(severity.rawValue)), ("message", .string(message)),
            ("suggestion", suggestion.map { .string($0) } ?? .null),
            ("hint", hint.isEmpty ? .null : .string(hint)), ("chain", .array(chain)),
        ]).text
    }
}

/// A span in characters, as far as it is on its first line.
private struct Place {
    let file: String
    let line: Int
    let column: Int
    let length: Int

    init(_ span: Span) {
        let start = span.source.position(of: span.range.lowerBound)
        let line = span.source.lineRange(around: span.range.lowerBound)
        let end = max(span.range.lowerBound, min(span.range.upperBound, line.upperBound))
        file = span.source.name
        self.line = start.line
        column = start.column
        length = span.source.position(of: end).column - start.column
    }

    var json: JSON {
        .object([("file", .string(file)), ("line", .integer(line)), ("column", .integer(column))])
    }
}
