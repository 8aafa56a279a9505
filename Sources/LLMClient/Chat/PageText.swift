/// The words of an HTML page, such as a proxy sends for a 502.
enum PageText {
    /// More than this many bytes of a page are not looked for.
    private static let longest = 1000

    /// Words without markup, styles and scripts; text that is no page stays as it is.
    static func words(of text: String) -> String {
        var rest = Array(text.utf8)[...].drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "<") else { return text }
        var words: [UInt8] = []
        while words.count < longest, let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            words.append(contentsOf: rest[..<open])
            words.append(0x20)
            rest = afterMarkup(rest[open...])
        }
        words.append(contentsOf: rest.prefix { $0 != UInt8(ascii: "<") })
        return String(decoding: words, as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What begins with a mark of these, in lower case, goes as far as its end.
    private static let ends = [
        ("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>"),
    ]

    /// What follows the markup that the text begins with; nothing when it does not end.
    private static func afterMarkup(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = Array((ends.first { text.begins(with: $0.0) }?.1 ?? ">").utf8)
        var rest = text
        while !rest.isEmpty {
            if rest.begins(with: end) { return rest.dropFirst(end.count) }
            rest = rest.dropFirst()
        }
        return rest
    }
}

extension ArraySlice<UInt8> {
    fileprivate func begins(with text: String) -> Bool { begins(with: Array(text.utf8)) }

    /// Whether it begins with bytes that are in lower case here, in any case there.
    fileprivate func begins(with bytes: [UInt8]) -> Bool {
        count >= bytes.count
            && zip(self, bytes).allSatisfy { byte, wanted in
                byte == wanted || (0x41...0x5a ~= byte && byte | 0x20 == wanted)
            }
    }
}
