/// How text may be dressed: with colour or without, with block characters or in ASCII.
///
/// Colour only ever repeats what the words say.
package struct Style: Hashable, Sendable {
    /// What a piece of text is, each with its SGR parameter.
    package enum Role: Int, CaseIterable, Sendable {
        case strong = 1
        case dim = 2
        case bad = 31
        case good = 32
        case warning = 33
    }

    /// Whether roles become SGR escapes.
    package var isColoured: Bool
    /// Whether pictures keep to ASCII, for terminals without block characters.
    package var isASCII: Bool

    /// No colour and block characters, unless said otherwise.
    package init(isColoured: Bool = false, isASCII: Bool = false) {
        self.isColoured = isColoured
        self.isASCII = isASCII
    }

    /// No colour, block characters.
    package static let plain = Style()

    /// The text in a role's colour, or as it is.
    package func callAsFunction(_ role: Role, _ text: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }
}
