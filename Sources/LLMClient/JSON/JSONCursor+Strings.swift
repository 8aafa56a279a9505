extension JSONCursor {
    /// The next string as it stands, where it has no escapes; nil, and no step, where it has.
    mutating func plainString() throws(JSONError) -> UnsafeRawBufferPointer? {
        var ahead = self
        guard let body = try ahead.stringBody(stoppingAtEscapes: true) else { return nil }
        self = ahead
        return UnsafeRawBufferPointer(rebasing: bytes[body])
    }

    /// Appends the next string, unescaped, as UTF-8.
    ///
    /// A lone surrogate becomes U+FFFD; bytes that are not UTF-8 are passed on as they are.
    mutating func appendString(to text: inout [UInt8]) throws(JSONError) {
        let body = try stringBody()
        let raw = UnsafeRawBufferPointer(rebasing: bytes[body])
        guard let backslash = raw.firstIndex(of: UInt8(ascii: "\\")) else {
            text.append(contentsOf: raw)
            return
        }
        text.append(contentsOf: raw[..<backslash])
        var index = backslash
        while index < raw.count {
            if raw[index] == UInt8(ascii: "\\") {
                guard Self.appendEscape(raw, at: &index, to: &text) else {
                    throw JSONError(offset: body.lowerBound + index)
                }
            } else {
                text.append(raw[index])
                index += 1
            }
        }
    }

    /// Unescapes one escape and steps over it; false when it is not one.
    private static func appendEscape(
        _ raw: UnsafeRawBufferPointer,
        at index: inout Int,
        to text: inout [UInt8]
    ) -> Bool {
        guard index + 1 < raw.count else { return false }
        switch raw[index + 1] {
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case let byte where byte == 0x22 || byte == 0x2f || byte == 0x5c: text.append(byte)
        case UInt8(ascii: "u"):
            guard let unit = hex(raw, at: index + 2) else { return false }
            index += 6
            appendScalar(unit, raw, at: &index, to: &text)
            return true
        default: return false
        }
        index += 2
        return true
    }

    /// Appends a UTF-16 unit, with the low surrogate that may follow it.
    private static func appendScalar(
        _ unit: UInt32,
        _ raw: UnsafeRawBufferPointer,
        at index: inout Int,
        to text: inout [UInt8]
    ) {
        var value = unit
        if 0xD800..<0xDC00 ~= unit, index + 1 < raw.count, raw[index] == UInt8(ascii: "\\"),
            raw[index + 1] == UInt8(ascii: "u"), let low = hex(raw, at: index + 2),
            0xDC00..<0xE000 ~= low
        {
            value = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
            index += 6
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static func hex(_ raw: UnsafeRawBufferPointer, at start: Int) -> UInt32? {
        guard start + 4 <= raw.count else { return nil }
        var value: UInt32 = 0
        for index in start..<(start + 4) {
            let digit: UInt8
            switch raw[index] {
            case let byte where 0x30...0x39 ~= byte: digit = byte - 0x30
            case let byte where 0x41...0x46 ~= byte: digit = byte - 0x37
            case let byte where 0x61...0x66 ~= byte: digit = byte - 0x57
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
