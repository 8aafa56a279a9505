/// A JSON value whose objects keep the order of their members.
package enum JSON: Sendable {
    case null
    case integer(Int)
    /// Written in the shortest form that reads back as the same number; null when not finite.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])

    /// The value on one line, without white space.
    ///
    /// Control characters are escaped, those above ASCII too, so that it is safe on a terminal.
    package var text: String {
        var text = ""
        append(to: &text)
        return text
    }

    func append(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? value.description : "null"
        case .string(let value): Self.append(quoted: value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.append(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.append(quoted: member.key, to: &text)
                text += ":"
                member.value.append(to: &text)
            }
            text += "}"
        }
    }

    private static func append(quoted value: String, to text: inout String) {
        text += "\""
        text += escaped(value)
        text += "\""
    }

    /// The inside of a string literal, without its quotes.
    package static func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: mayNeedEscape) else { return value }
        var text = ""
        for scalar in value.unicodeScalars { append(escaped: scalar, to: &text) }
        return text
    }

    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        // 0xC2 leads the C1 control characters, 0xE2 the line separators.
        byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xC2 || byte == 0xE2
    }

    private static func append(escaped scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
}
