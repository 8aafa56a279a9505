private import Glibc

/// Walks over JSON text without building anything, for the chunks of a stream.
///
/// A chunk is read tens of thousands of times a second and four of its members matter, so the
/// rest is only checked and stepped over. The cursor must not outlive the bytes it was made from.
struct JSONCursor {
    let bytes: UnsafeRawBufferPointer
    private(set) var position: Int
    private var depth = 0

    /// Deeper nesting than any real answer has, and shallow enough for every stack.
    static let maximumDepth = 128

    init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// The first byte of the next value; 0 at the end of the text.
    mutating func peek() -> UInt8 {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0a, 0x0d: position += 1
            case let byte: return byte
            }
        }
        return 0
    }

    /// Whether nothing but white space is left.
    mutating func isAtEnd() -> Bool {
        peek() == 0 && position == bytes.count
    }

    /// Steps over the byte, or throws when another one comes.
    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard peek() == byte, position < bytes.count else { throw JSONError(offset: position) }
        position += 1
    }

    // MARK: Objects and arrays

    /// Visits the members of an object; the body gets the key and must consume the value.
    @inline(__always)
    mutating func forEachMember(
        _ body: (inout JSONCursor, UnsafeRawBufferPointer) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(UInt8(ascii: "{"))
        try descend()
        if peek() == UInt8(ascii: "}") {
            position += 1
        } else {
            while true {
                guard peek() == UInt8(ascii: "\"") else { throw JSONError(offset: position) }
                let key = try stringBody()
                try expect(UInt8(ascii: ":"))
                try body(&self, UnsafeRawBufferPointer(rebasing: bytes[key]))
                if try !another(before: UInt8(ascii: "}")) { break }
            }
        }
        depth -= 1
    }

    /// Visits the elements of an array; the body must consume each.
    @inline(__always)
    mutating func forEachElement(
        _ body: (inout JSONCursor) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(UInt8(ascii: "["))
        try descend()
        if peek() == UInt8(ascii: "]") {
            position += 1
        } else {
            while true {
                try body(&self)
                if try !another(before: UInt8(ascii: "]")) { break }
            }
        }
        depth -= 1
    }

    private mutating func descend() throws(JSONError) {
        depth += 1
        guard depth <= Self.maximumDepth else { throw JSONError(offset: position) }
    }

    private mutating func another(before end: UInt8) throws(JSONError) -> Bool {
        let byte = peek()
        guard byte == UInt8(ascii: ",") || byte == end, position < bytes.count else {
            throw JSONError(offset: position)
        }
        position += 1
        return byte != end
    }

    // MARK: Scalars

    /// Steps over a string and returns the range between its quotes, escapes and all.
    mutating func stringBody() throws(JSONError) -> Range<Int> {
        guard let body = try stringBody(stoppingAtEscapes: false) else {
            throw JSONError(offset: position)
        }
        return body
    }

    /// The same in one pass for a string that may have no escapes; nil at the first one.
    @inline(__always)
    mutating func stringBody(
        stoppingAtEscapes: Bool
    ) throws(JSONError) -> Range<Int>? {
        try expect(UInt8(ascii: "\""))
        let start = position
        var at = position
        let count = bytes.count
        while at < count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                position = at + 1
                return start..<at
            }
            if byte < 0x20 { throw JSONError(offset: at) }
            if byte == UInt8(ascii: "\\") {
                if stoppingAtEscapes { return nil }
                at &+= 1
            }
            at &+= 1
        }
        throw JSONError(offset: count)
    }

    /// Steps over the next value, checking that it is one.
    mutating func skipValue() throws(JSONError) {
        switch peek() {
        case UInt8(ascii: "\""): _ = try stringBody()
        case UInt8(ascii: "{"):
            try forEachMember { cursor, _ throws(JSONError) in try cursor.skipValue() }
        case UInt8(ascii: "["):
            try forEachElement { cursor throws(JSONError) in try cursor.skipValue() }
        default: try skipScalar()
        }
    }

    /// Steps over a number or a literal; whole numbers, which every chunk has, at no cost.
    private mutating func skipScalar() throws(JSONError) {
        let start = position
        while position < bytes.count, 0x30...0x39 ~= bytes[position] { position += 1 }
        let isWhole = position > start && (position == start + 1 || bytes[start] != 0x30)
        if isWhole, position == bytes.count || !Self.isScalarByte(bytes[position]) { return }
        position = start
        _ = try scalar()
    }

    /// Reads the next value in full.
    mutating func value() throws(JSONError) -> JSONValue {
        switch peek() {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"):
            var members: [String: JSONValue] = [:]
            try forEachMember { cursor, key throws(JSONError) in
                let name = String(decoding: key, as: UTF8.self)
                members[name] = try cursor.value()
            }
            return .object(members)
        case UInt8(ascii: "["):
            var elements: [JSONValue] = []
            try forEachElement { cursor throws(JSONError) in elements.append(try cursor.value()) }
            return .array(elements)
        default: return try scalar()
        }
    }

    mutating func string() throws(JSONError) -> String {
        var text: [UInt8] = []
        try appendString(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// A number or a literal.
    ///
    /// `NaN` and the infinities, which some servers write, read as null; so do numbers
    /// too large to hold.
    private mutating func scalar() throws(JSONError) -> JSONValue {
        let first = peek()
        let start = position
        while position < bytes.count, Self.isScalarByte(bytes[position]) { position += 1 }
        let word = UnsafeRawBufferPointer(rebasing: bytes[start..<position])
        switch first {
        case UInt8(ascii: "t") where word.equals("true"): return .bool(true)
        case UInt8(ascii: "f") where word.equals("false"): return .bool(false)
        case UInt8(ascii: "n") where word.equals("null"): return .null
        case UInt8(ascii: "N") where word.equals("NaN"): return .null
        case UInt8(ascii: "I") where word.equals("Infinity"): return .null
        case UInt8(ascii: "-") where word.equals("-Infinity"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard let number = Double(String(decoding: word, as: UTF8.self)) else {
                throw JSONError(offset: start)
            }
            return number.isFinite ? .number(number) : .null
        default: throw JSONError(offset: start)
        }
    }

    private static func isScalarByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}

/// Text that is not JSON, and where it stops being so.
struct JSONError: Error, Hashable {
    let offset: Int
}

extension UnsafeRawBufferPointer {
    /// Whether the bytes are those of the text.
    @inline(__always)
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        guard let baseAddress else { return true }
        return memcmp(baseAddress, text.utf8Start, count) == 0
    }
}
