extension String {
    /// How many terminal cells the text takes: 2 for CJK and emoji, 0 for combining marks.
    package var displayWidth: Int {
        if isPrintableASCII { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    var isPrintableASCII: Bool { utf8.allSatisfy { 0x20...0x7E ~= $0 } }

    /// The text filled up with spaces to a width, on its left when it leans right.
    func padded(to width: Int, leaningRight: Bool = false) -> String {
        let fill = String(repeating: " ", count: max(0, width - displayWidth))
        return leaningRight ? fill + self : self + fill
    }

    /// The text cut to a width, with an ellipsis in the last cell where something was left out.
    func clipped(to width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        var clipped = ""
        var used = 0
        for character in self {
            used += character.displayWidth
            guard used < width else { break }
            clipped.append(character)
        }
        return clipped + "…"
    }

    /// The text without the spaces at its end.
    var withoutTrailingSpaces: String {
        guard utf8.last == UInt8(ascii: " ") else { return self }
        var text = self[...].utf8
        while text.last == UInt8(ascii: " ") { text.removeLast() }
        return String(Substring(text))
    }
}

extension Character {
    fileprivate var displayWidth: Int {
        // Letters of European scripts need no look at their properties.
        if utf8.count <= 2, let scalar = unicodeScalars.first, 0xA0..<0x300 ~= scalar.value {
            return 1
        }
        let isEmoji =
            unicodeScalars.first?.properties.isEmojiPresentation == true
            || unicodeScalars.contains("\u{FE0F}")
        return isEmoji ? 2 : unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // Vowels and finals of conjoining Hangul are drawn inside the leading consonant's cells.
        if 0x1160...0x11FF ~= value { return 0 }
        return Self.wide.contains { $0 ~= value } ? 2 : 1
    }

    /// The blocks of East Asian Width W and F (Unicode Annex 11); emoji are found by property.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]
}
