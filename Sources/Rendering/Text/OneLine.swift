extension String {
    /// The text on one line, safe to send to a terminal: control characters are written out.
    ///
    /// So are line separators and the marks that turn the direction of writing (`\x1b`,
    /// `\u{202e}`), which could make a line say something else than it holds.
    package var onOneLine: String {
        guard !isPrintableASCII, unicodeScalars.contains(where: \.mustBeWrittenOut) else {
            return self
        }
        var line = ""
        for scalar in unicodeScalars {
            if scalar.mustBeWrittenOut {
                line += scalar.writtenOut
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}

extension Unicode.Scalar {
    fileprivate var mustBeWrittenOut: Bool {
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
