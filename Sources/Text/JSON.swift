/// A JSON value whose objects keep the order of their members.
package enum JSON: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Written in the shortest form that reads back as the same number; null when not finite.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])

    /// The value on one line, without white space.
    ///
    /// What steers a terminal is escaped, above ASCII too, so that it is safe to show.
    package var text: String {
        var text = ""
        append(to: &text)
        return text
    }

    func append(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
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
        // The last three lead all of what steers a terminal above ASCII.
        byte < 0x20 || [0x22, 0x5C, 0x7F, 0xC2, 0xD8, 0xE2].contains(byte)
    }

    private static func append(escaped scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case _ where scalar.steersTerminal:
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
}
