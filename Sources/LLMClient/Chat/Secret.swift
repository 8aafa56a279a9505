/// A key; prints as `***` wherever it is printed by mistake.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let value: String

    package init(_ value: String) {
        self.value = value
    }

    package var description: String { "***" }
    package var debugDescription: String { "***" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The key itself, for the one header that carries it.
    var revealed: String { value }

    /// Whether the key can stand in a header: no control characters, no white space, ASCII only.
    package var isUsable: Bool {
        !value.isEmpty && value.utf8.allSatisfy { 0x21...0x7e ~= $0 }
    }

    // MARK: Words of a server

    /// A part of the key this long is no coincidence, and tells too much of it; in bytes.
    private static let tellingPart = 12

    /// Replaces the key, long parts of it, and words that quote its ends with stars, by `***`.
    package func scrub(_ text: String) -> String {
        guard value.utf8.count >= 4 else { return text }
        let whole = withoutParts(text)
        guard whole.contains("**") else { return whole }
        let start = value.prefix(3)
        let end = value.suffix(4)
        return whole.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let quotesPart = word.contains(start) || word.contains(end)
            return word.contains("**") && quotesPart ? "***" : String(word)
        }.joined(separator: " ")
    }

    private func withoutParts(_ text: String) -> String {
        let key = Array(value.utf8)
        let text = Array(text.utf8)
        let least = min(Self.tellingPart, key.count)
        var kept: [UInt8] = []
        var position = 0
        while position < text.count {
            let part = Self.longestPart(of: key, in: text[position...])
            if part >= least {
                kept.append(contentsOf: "***".utf8)
                position += part
            } else {
                kept.append(text[position])
                position += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// How many bytes at the beginning of a text stand in the key too, one after the other.
    private static func longestPart(of key: [UInt8], in text: ArraySlice<UInt8>) -> Int {
        var longest = 0
        for start in key.indices where key[start] == text.first {
            longest = max(longest, zip(key[start...], text).prefix { $0 == $1 }.count)
        }
        return longest
    }

    // MARK: Words of a model

    /// Replaces the key in what a model said, by `***`.
    ///
    /// A model never sees the key, so it can only be a gateway that puts it there. Keys that are
    /// short, such as `ollama`, are words that a model may use.
    func scrub(answer: [UInt8]) -> [UInt8] {
        guard value.utf8.count >= Self.tellingPart else { return answer }
        var kept: [UInt8] = []
        var rest = 0
        while rest < answer.count {
            let key = beginning(in: answer, from: rest)
            kept.append(contentsOf: answer[rest..<key])
            rest = key + value.utf8.count
            guard rest <= answer.count else { return kept + answer[key...] }
            kept.append(contentsOf: "***".utf8)
        }
        return kept
    }

    /// Where the key begins in an answer, be it that the end of it is still to come; the end of
    /// the answer when it does not.
    func beginning(in answer: [UInt8], from start: Int) -> Int {
        guard value.utf8.count >= Self.tellingPart else { return answer.count }
        let key = Array(value.utf8)
        return (start..<answer.count).first { position in
            answer[position] == key[0] && key.starts(with: answer[position...].prefix(key.count))
        } ?? answer.count
    }
}
