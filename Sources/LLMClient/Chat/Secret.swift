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

    /// Replaces the key, and words that quote a part of it with stars, by `***`.
    package func scrub(_ text: String) -> String {
        guard value.utf8.count >= 4 else { return text }
        let whole = text.replacing(value, with: "***")
        guard whole.contains("**") else { return whole }
        let start = value.prefix(3)
        let end = value.suffix(4)
        return whole.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let quotesPart = word.contains(start) || word.contains(end)
            return word.contains("**") && quotesPart ? "***" : String(word)
        }.joined(separator: " ")
    }
}
