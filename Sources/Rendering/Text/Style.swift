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

    /// The text in the colour of a series of a chart, from 0, or as it is.
    ///
    /// Hues that people who do not see all colours can tell apart, on dark and on light (after Okabe
    /// and Ito).
    func callAsFunction(series: Int, _ text: String) -> String {
        guard isColoured, !text.isEmpty, series >= 0 else { return text }
        return "\u{1B}[38;5;\(Self.hues[series % Self.hues.count])m\(text)\u{1B}[0m"
    }

    private static let hues = [74, 214, 36, 175, 166, 178]

    /// The text in a role's colour, or as it is.
    package func callAsFunction(_ role: Role, _ text: String) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }
}
