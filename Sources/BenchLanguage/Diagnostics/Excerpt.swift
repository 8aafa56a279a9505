import Text

/// The line a diagnostic points into, as it is printed, and where the caret goes.
struct Excerpt {
    private(set) var text = ""
    /// Columns before the caret.
    private(set) var indent = 0
    /// Columns under which the caret runs; at least one.
    private(set) var width = 0

    private static let longest = 200
    private static let context = 60
    private static let tabWidth = 4

    init(_ span: Span) {
        let source = span.source
        let line = source.lineRange(around: span.range.lowerBound)
        // An offset on the line end itself is shown just behind the text.
        let start = min(max(span.range.lowerBound, line.lowerBound), line.upperBound)
        let window = Excerpt.window(of: line, around: start, in: source.bytes)
        let end = min(max(span.range.upperBound, start), window.upperBound)
        if window.lowerBound > line.lowerBound { append("…") }
        append(source.text(in: window.lowerBound..<start))
        indent = columns
        append(source.text(in: start..<end))
        width = max(1, columns - indent)
        append(source.text(in: end..<window.upperBound))
        if window.upperBound < line.upperBound { append("…") }
    }

    private var columns: Int { text.displayWidth }

    private mutating func append(_ piece: String) {
        for scalar in piece.unicodeScalars {
            if scalar == "\t" {
                let blanks = Excerpt.tabWidth - columns % Excerpt.tabWidth
                text += String(repeating: " ", count: blanks)
            } else {
                // A control character could move the cursor or hide the error.
                text.unicodeScalars.append(scalar.steersTerminal ? "\u{FFFD}" : scalar)
            }
        }
    }

    /// The part of a line that is printed: all of it, or the neighbourhood of an offset.
    private static func window(
        of line: Range<Int>,
        around offset: Int,
        in bytes: [UInt8]
    ) -> Range<Int> {
        guard line.count > longest else { return line }
        var start = max(line.lowerBound, offset - context)
        while start < offset, Source.isContinuation(bytes[start]) { start += 1 }
        var end = min(line.upperBound, start + longest)
        while end > offset, end < line.upperBound, Source.isContinuation(bytes[end]) { end -= 1 }
        return start..<max(end, offset)
    }
}
