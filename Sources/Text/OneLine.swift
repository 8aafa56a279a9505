extension String {
    /// The text on one line, safe to send to a terminal: control characters are written out.
    ///
    /// So are line separators and the marks that turn the direction of writing (`\x1b`,
    /// `\u{202e}`), which could make a line say something else than it holds.
    package var onOneLine: String {
        isPrintableASCII ? self : writtenOut { $0.steersTerminal }
    }

    /// The text on its lines, safe to send to a terminal: as ``onOneLine``, but line feeds and tabs
    /// stay.
    package var onItsLines: String {
        isPrintableASCII ? self : writtenOut { $0.steersTerminal && $0 != "\n" && $0 != "\t" }
    }

    private func writtenOut(_ mustBe: (Unicode.Scalar) -> Bool) -> String {
        guard unicodeScalars.contains(where: mustBe) else { return self }
        var text = ""
        for scalar in unicodeScalars {
            if mustBe(scalar) {
                text += scalar.writtenOut
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension String {
    /// The text with the small letter that our messages start with.
    package var startingSmall: String { prefix(1).lowercased() + dropFirst() }
}

extension Unicode.Scalar {
    /// Whether a terminal would obey it, or a line with it in could look like another one.
    package var steersTerminal: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F: true
        case 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    fileprivate var writtenOut: String {
        switch self {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default: break
        }
        let digits = String(value, radix: 16)
        return value < 0x100
            ? "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits : "\\u{\(digits)}"
    }
}
