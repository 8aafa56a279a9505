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
        // An event's only line of data so far, not copied yet: mostly the read has its end as well.
        var fresh: UnsafeRawBufferPointer?
        defer { keep(&fresh) }
        var rest = bytes
        while let first = rest.first {
            if skipsLineFeed {
                skipsLineFeed = false
                if first == 0x0a {
                    rest = rest.dropped(1)
                    continue
                }
            }
            guard let end = Self.lineEnd(in: rest) else {
                try keep(rest)
                return
            }
            let head = rest.taken(end)
            skipsLineFeed = rest.first == 0x0d
            rest = rest.dropped(1)
            guard try takeLine(head, &fresh, body) else { return }
        }
    }

    /// Dispatches what the body left over when it ended.
    mutating func finish(_ body: (_ name: [UInt8], _ data: UnsafeRawBufferPointer) -> Bool) {
        if !line.isEmpty {
            endedUnterminated = true
            let whole = line
            line = []
            _ = whole.withUnsafeBytes { interpretKept($0, body) }
        }
        if hasData {
            endedUnterminated = true
            _ = dispatch(nil, body)
        }
    }

    private static func lineEnd(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let feed = memchr(base, 0x0a, bytes.count).map { base.distance(to: $0) }
        let carriage = memchr(base, 0x0d, feed ?? bytes.count).map { base.distance(to: $0) }
        return carriage ?? feed
    }

    private mutating func keep(_ fresh: inout UnsafeRawBufferPointer?) {
        guard let line = fresh else { return }
        data.append(contentsOf: line)
        fresh = nil
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) throws(EventStreamError) {
        guard line.count + bytes.count <= Self.maximumEvent else { throw .eventTooLong }
        line.append(contentsOf: bytes)
    }

    private mutating func takeLine(
        _ head: UnsafeRawBufferPointer,
        _ fresh: inout UnsafeRawBufferPointer?,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Bool
    ) throws(EventStreamError) -> Bool {
        guard data.count + (fresh?.count ?? 0) + head.count <= Self.maximumEvent else {
            throw .eventTooLong
        }
        if line.isEmpty { return interpret(head, &fresh, body) }
        try keep(head)
        let whole = line
        line.removeAll(keepingCapacity: true)
        return whole.withUnsafeBytes { interpretKept($0, body) }
    }

    /// Reads a line that was put together from several reads.
    private mutating func interpretKept(
        _ text: UnsafeRawBufferPointer,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        var fresh: UnsafeRawBufferPointer?
        defer { keep(&fresh) }
        return interpret(text, &fresh, body)
    }

    /// Reads one line; false when the body wants no more events.
    private mutating func interpret(
        _ text: UnsafeRawBufferPointer,
        _ fresh: inout UnsafeRawBufferPointer?,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        var text = text
        if isFirstLine {
            isFirstLine = false
            if text.starts(with: [0xef, 0xbb, 0xbf]) { text = text.dropped(3) }
        }
        guard let first = text.first else {
            defer { fresh = nil }
            return dispatch(fresh, body)
        }
        if first == UInt8(ascii: ":") {
            comments += 1
            return true
        }
        let field = text.taken(text.firstIndex(of: UInt8(ascii: ":")) ?? text.count)
        var value = text.dropped(1)
        if value.first == 0x20 { value = value.dropped(1) }
        if field.equals("data") {
            if hasData {
                keep(&fresh)
                data.append(0x0a)
                data.append(contentsOf: value)
            } else {
                hasData = true
                fresh = value
            }
        } else if field.equals("event") {
            name = Array(value)
        }
        return true
    }

    private mutating func dispatch(
        _ fresh: UnsafeRawBufferPointer?,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        defer {
            hasData = false
            if !data.isEmpty { data.removeAll(keepingCapacity: true) }
            if !name.isEmpty { name = [] }
        }
        guard hasData else { return true }
        if let fresh { return body(name, fresh) }
        return data.withUnsafeBytes { body(name, $0) }
    }
}

/// A stream that no client should be asked to hold.
enum EventStreamError: Error {
    case eventTooLong
}
