/// A range of UTF-8 bytes in a source.
package struct Span: Sendable, Equatable {
    /// The text that the range is in.
    package let source: Source
    /// Byte offsets, always within the source.
    package let range: Range<Int>

    /// The text of the range.
    package var text: String { source.text(in: range) }

    /// The range from the start of this span to the end of a later one of the same source.
    package func through(_ end: Span) -> Span {
        Span(source: source, range: range.lowerBound..<max(range.lowerBound, end.range.upperBound))
    }

    /// Spans are equal when they name the same place of the same source object.
    package static func == (left: Span, right: Span) -> Bool {
        left.source === right.source && left.range == right.range
    }
}

/// A word of the text and where it stands.
package struct Word: Sendable, Equatable {
    /// The word as it is meant: lower case where the language does not care about case.
    package let text: String
    /// Where it stands.
    package let span: Span
}
