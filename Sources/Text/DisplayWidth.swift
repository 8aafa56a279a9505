extension String {
    /// The terminal cells that the text takes: escape sequences none, wide characters two.
    ///
    /// Control characters count as none; write foreign text out by ``onOneLine`` first.
    package var displayWidth: Int {
        if isPrintableASCII { return utf8.count }
        var scanner = CellScanner()
        return reduce(0) { $0 + scanner.width(of: $1) }
    }

    /// The text cut to `width` cells, with '…' in the last of them where something was cut off.
    ///
    /// Escape sequences beyond the cut are kept, so that a colour that was opened is closed too.
    package func clipped(to width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        var scanner = CellScanner()
        var clipped = ""
        var used = 0
        var isCut = false
        for character in self {
            let cells = scanner.width(of: character)
            if scanner.consumedEscape {
                clipped.append(character)
            } else if !isCut, used + cells < width {
                clipped.append(character)
                used += cells
            } else if !isCut {
                clipped.append("…")
                isCut = true
            }
        }
        return clipped
    }

    /// The text filled up with spaces to `width` cells, on its left when it leans right; never cut.
    package func padded(to width: Int, leaningRight: Bool = false) -> String {
        let missing = width - displayWidth
        guard missing > 0 else { return self }
        let spaces = String(repeating: " ", count: missing)
        return leaningRight ? spaces + self : self + spaces
    }

    /// The text without the spaces at its end.
    package var withoutTrailingSpaces: String {
        guard utf8.last == UInt8(ascii: " ") else { return self }
        var text = self[...].utf8
        while text.last == UInt8(ascii: " ") { text.removeLast() }
        return String(Substring(text))
    }

    var isPrintableASCII: Bool { utf8.allSatisfy { 0x20...0x7E ~= $0 } }
}

/// Gives each character its cells, with the state that tells text from escape sequences.
private struct CellScanner {
    private enum State { case text, escape, control, command }
    private var state = State.text
    /// Whether the last character was a part of an escape sequence.
    private(set) var consumedEscape = false

    mutating func width(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        consumedEscape = state != .text || first == "\u{1b}"
        switch state {
        case .text:
            if first == "\u{1b}" { state = .escape }
            return consumedEscape ? 0 : character.displayWidth
        case .escape:
            state = first == "[" ? .control : first == "]" ? .command : .text
        case .control:
            if ("@"..."~").contains(first) { state = .text }
        case .command:
            // An OSC ends at BEL or at ESC '\'.
            state = first == "\u{7}" ? .text : first == "\u{1b}" ? .escape : .command
        }
        return 0
    }
}

extension Character {
    fileprivate var displayWidth: Int {
        // Most text is ASCII or of European scripts: no look into the tables.
        if let ascii = asciiValue { return (0x20..<0x7f).contains(ascii) ? 1 : 0 }
        if utf8.count == 2, let scalar = unicodeScalars.first, 0xA0..<0x300 ~= scalar.value {
            return 1
        }
        let isEmoji = unicodeScalars.contains {
            $0.properties.isEmojiPresentation || $0 == "\u{fe0f}"
        }
        return isEmoji ? 2 : unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator: 0
        case .format: self == "\u{ad}" ? 1 : 0
        default:
            // Vowels and finals of Hangul join the syllable that is already two cells wide.
            (0x1160...0x11ff).contains(value) ? 0 : isWide ? 2 : 1
        }
    }

    private var isWide: Bool {
        value >= 0x1100 && Self.wideRanges.contains { $0.contains(value) }
    }

    /// East Asian Width W and F of Unicode 15, without the emoji, which have a property of their own.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf,
        0x4e00...0x9fff, 0xa000...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff,
        0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18cff,
        0x18d00...0x18d8f, 0x1aff0...0x1b2ff, 0x1f200...0x1f2ff, 0x20000...0x3fffd,
    ]
}
