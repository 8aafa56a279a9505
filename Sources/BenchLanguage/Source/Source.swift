/// A text with a name: a file, standard input, one `-c` command or one line of the prompt.
///
/// A byte order mark is dropped. Offsets are UTF-8 bytes into `bytes`.
package final class Source: Sendable {
    /// The name that diagnostics print.
    package let name: String
    /// The text without its byte order mark; not necessarily valid UTF-8.
    package let bytes: [UInt8]
    /// The statement that included this source, when one did.
    package let includedFrom: Span?

    private let lineStarts: [Int]

    /// Names bytes and indexes their lines.
    package init(name: String, bytes: [UInt8], includedFrom: Span? = nil) {
        let hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        self.name = name
        self.bytes = hasByteOrderMark ? Array(bytes.dropFirst(3)) : bytes
        self.includedFrom = includedFrom
        lineStarts = Source.lineStarts(of: self.bytes)
    }

    /// Names a text that is already known to be valid.
    package convenience init(name: String, text: String, includedFrom: Span? = nil) {
        self.init(name: name, bytes: Array(text.utf8), includedFrom: includedFrom)
    }

    /// The text of a range, with replacement characters for what is not UTF-8.
    package func text(in range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// Makes a span of this source, clamped to its length.
    package func span(_ range: Range<Int>) -> Span {
        Span(source: self, range: range.clamped(to: 0..<bytes.count))
    }

    /// The place of a byte offset, counted from 1; columns are Unicode scalars.
    package func position(of offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(offset, 0), bytes.count)
        let index = lineIndex(of: offset)
        let before = bytes[lineStarts[index]..<offset]
        return (index + 1, 1 + before.count(where: { !Source.isContinuation($0) }))
    }

    /// The statements that led to this source being read, innermost first.
    var inclusions: [Span] {
        var spans: [Span] = []
        var next = includedFrom
        while let span = next {
            spans.append(span)
            next = span.source.includedFrom
        }
        return spans
    }

    /// The byte range of the line that holds an offset, without its line end.
    func lineRange(around offset: Int) -> Range<Int> {
        let index = lineIndex(of: offset)
        let start = lineStarts[index]
        guard index + 1 < lineStarts.count else { return start..<bytes.count }
        var end = lineStarts[index + 1] - 1
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func lineStarts(of bytes: [UInt8]) -> [Int] {
        var starts = [0]
        bytes.withUnsafeBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                if buffer[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
                index += 1
            }
        }
        return starts
    }
}

extension Source {
    /// The first reason why these bytes cannot be a script, if there is one.
    package func encodingProblem() -> Diagnostic? {
        if let offset = bytes.firstIndex(of: 0) {
            return .error(
                "the text holds a NUL byte",
                at: span(offset..<offset + 1),
                label: "a script is plain UTF-8 text"
            )
        }
        do {
            let local = bytes
            _ = try UTF8Span(validating: local.span)
            return nil
        } catch {
            let offset = error.byteOffsets.lowerBound
            return .error(
                "the text is not valid UTF-8",
                at: span(offset..<offset + 1),
                label: "save the file as UTF-8"
            )
        }
    }
}
