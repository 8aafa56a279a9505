private import Glibc

/// Splits the bytes of an event stream into events, by the WHATWG rules.
///
/// Works on bytes: LF, CR and CRLF end a line, in any cut. Lenient at the end of the body only: an
/// event that lacks its blank line is dispatched and noted. Source: HTML standard, "Parsing an
/// event stream" and "Interpreting an event stream".
struct EventStream {
    /// Comment lines seen, such as keep-alives.
    private(set) var comments = 0
    /// Whether the body ended inside an event.
    private(set) var endedUnterminated = false

    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var name: [UInt8] = []
    private var skipsLineFeed = false
    private var isFirstLine = true

    /// A longer event than this is a fault of the server, in bytes.
    static let maximumEvent = 16 << 20

    /// Takes the next bytes and hands each event that they complete to the body.
    ///
    /// The body gets the event's name (empty for the usual one) and its data, and returns whether
    /// to go on; nothing after the event that ended it is read.
    mutating func feed(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (_ name: [UInt8], _ data: UnsafeRawBufferPointer) -> Bool
    ) throws(EventStreamError) {
        var rest = bytes[...]
        while let first = rest.first {
            if skipsLineFeed {
                skipsLineFeed = false
                if first == 0x0a {
                    rest = rest.dropFirst()
                    continue
                }
            }
            guard let end = Self.lineEnd(in: rest) else {
                try keep(rest)
                return
            }
            let head = rest[..<end]
            skipsLineFeed = rest[end] == 0x0d
            rest = rest[(end + 1)...]
            guard try takeLine(head, body) else { return }
        }
    }

    /// Dispatches what the body left over when it ended.
    mutating func finish(_ body: (_ name: [UInt8], _ data: UnsafeRawBufferPointer) -> Bool) {
        if !line.isEmpty {
            endedUnterminated = true
            let whole = line
            line = []
            _ = whole.withUnsafeBytes { interpret($0[...], body) }
        }
        if hasData {
            endedUnterminated = true
            _ = dispatch(body)
        }
    }

    private static func lineEnd(in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
        let raw = UnsafeRawBufferPointer(rebasing: bytes)
        guard let base = raw.baseAddress else { return nil }
        let feed = memchr(base, 0x0a, raw.count).map { base.distance(to: $0) }
        let limit = feed ?? raw.count
        let carriage = memchr(base, 0x0d, limit).map { base.distance(to: $0) }
        return (carriage ?? feed).map { bytes.startIndex + $0 }
    }

    private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) throws(EventStreamError) {
        guard line.count + bytes.count <= Self.maximumEvent else { throw .eventTooLong }
        line.append(contentsOf: bytes)
    }

    private mutating func takeLine(
        _ head: Slice<UnsafeRawBufferPointer>,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Bool
    ) throws(EventStreamError) -> Bool {
        guard data.count + head.count <= Self.maximumEvent else { throw .eventTooLong }
        if line.isEmpty { return interpret(head, body) }
        try keep(head)
        let whole = line
        line.removeAll(keepingCapacity: true)
        return whole.withUnsafeBytes { interpret($0[...], body) }
    }

    /// Reads one line; false when the body wants no more events.
    private mutating func interpret(
        _ text: Slice<UnsafeRawBufferPointer>,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        var text = text
        if isFirstLine {
            isFirstLine = false
            if text.starts(with: [0xef, 0xbb, 0xbf]) { text = text.dropFirst(3) }
        }
        guard let first = text.first else { return dispatch(body) }
        if first == UInt8(ascii: ":") {
            comments += 1
            return true
        }
        let colon = text.firstIndex(of: UInt8(ascii: ":"))
        let field = UnsafeRawBufferPointer(rebasing: text[..<(colon ?? text.endIndex)])
        var value = text[(colon.map { $0 + 1 } ?? text.endIndex)...]
        if value.first == 0x20 { value = value.dropFirst() }
        if field.equals("data") {
            if hasData { data.append(0x0a) }
            hasData = true
            data.append(contentsOf: value)
        } else if field.equals("event") {
            name = Array(value)
        }
        return true
    }

    private mutating func dispatch(_ body: ([UInt8], UnsafeRawBufferPointer) -> Bool) -> Bool {
        defer {
            hasData = false
            data.removeAll(keepingCapacity: true)
            if !name.isEmpty { name = [] }
        }
        return hasData ? data.withUnsafeBytes { body(name, $0) } : true
    }
}

/// A stream that no client should be asked to hold.
enum EventStreamError: Error {
    case eventTooLong
}
