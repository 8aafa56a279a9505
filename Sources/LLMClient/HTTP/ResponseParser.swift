/// Takes an HTTP/1.x response apart: head, then body by chunks, by length or until the end.
///
/// Written here because it lies on the measuring path: it allocates nothing for a body and hands
/// on slices of what was read. Source: RFC 9112.
struct ResponseParser {
    /// Set once status line and headers are complete.
    private(set) var head: ResponseHead?
    /// Whether the whole response has been read.
    private(set) var isComplete = false

    private var state: State = .head
    private var line: [UInt8] = []

    private enum State {
        case head
        case chunkSize
        case chunk(Int)
        case chunkEnd
        case trailers
        case length(Int)
        case untilClose
        case done
    }

    /// Larger heads and chunk-size lines are a fault of the server, in bytes.
    static let maximumHead = 64 << 10

    /// Takes the next bytes and hands on each piece of the body.
    mutating func feed(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(ResponseError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch state {
            case .head: try takeHead(&rest)
            case .chunkSize: try takeChunkSize(&rest)
            case .chunk(let left):
                let taken = take(left, from: &rest, body)
                state = taken == left ? .chunkEnd : .chunk(left - taken)
            case .chunkEnd:
                guard try takeLine(&rest) else { return }
                guard line.isEmpty else { throw .malformedChunk }
                state = .chunkSize
            case .trailers:
                guard try takeLine(&rest) else { return }
                if line.isEmpty { complete() }
                line.removeAll(keepingCapacity: true)
            case .length(let left):
                let taken = take(left, from: &rest, body)
                state = .length(left - taken)
                if taken == left { complete() }
            case .untilClose: _ = take(.max, from: &rest, body)
            case .done: throw .bytesAfterEnd
            }
        }
    }

    /// Tells the parser that the connection ended; false when that was in the middle.
    mutating func finish() -> Bool {
        if case .untilClose = state { complete() }
        return isComplete
    }

    private mutating func complete() {
        state = .done
        isComplete = true
    }

    private func take(
        _ most: Int,
        from rest: inout Slice<UnsafeRawBufferPointer>,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) -> Int {
        let piece = rest.prefix(most)
        body(UnsafeRawBufferPointer(rebasing: piece))
        rest = rest[piece.endIndex...]
        return piece.count
    }

    /// Takes the next line into `line`, without its end; false when it is not complete yet.
    ///
    /// Whoever reads the line empties it.
    private mutating func takeLine(
        _ rest: inout Slice<UnsafeRawBufferPointer>
    ) throws(ResponseError) -> Bool {
        let end = rest.firstIndex(of: 0x0a)
        let piece = rest[..<(end ?? rest.endIndex)]
        guard line.count + piece.count <= Self.maximumHead else { throw .headTooLong }
        line.append(contentsOf: piece)
        rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
        guard end != nil else { return false }
        if line.last == 0x0d { line.removeLast() }
        return true
    }

    // MARK: Head

    /// Collects bytes until the empty line; the lines stay joined by LF.
    private mutating func takeHead(
        _ rest: inout Slice<UnsafeRawBufferPointer>
    ) throws(ResponseError) {
        while let byte = rest.popFirst() {
            if byte == 0x0a, line.last == 0x0a || line.isEmpty {
                // Empty lines before a status line are tolerated, as RFC 9112 §2.2 asks.
                if line.isEmpty { continue }
                try endHead()
                return
            }
            if byte == 0x0d { continue }
            guard line.count < Self.maximumHead else { throw .headTooLong }
            line.append(byte)
            if line.count == 5, line != Array("HTTP/".utf8) { throw .notHTTP }
        }
    }

    private mutating func endHead() throws(ResponseError) {
        guard let head = ResponseHead(line) else { throw .malformedHead }
        line.removeAll(keepingCapacity: true)
        // 1xx responses announce the real one.
        if 100..<200 ~= head.status, head.status != 101 { return }
        self.head = head
        state = try Self.framing(of: head)
        if case .length(0) = state { complete() }
    }

    private static func framing(of head: ResponseHead) throws(ResponseError) -> State {
        if head.status == 204 || head.status == 304 { return .length(0) }
        if head.header("transfer-encoding", has: "chunked") { return .chunkSize }
        guard let text = head.header("content-length") else { return .untilClose }
        // Int alone would take a sign.
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let length = Int(text) else {
            throw .malformedHead
        }
        return .length(length)
    }

    // MARK: Chunks

    private mutating func takeChunkSize(
        _ rest: inout Slice<UnsafeRawBufferPointer>
    ) throws(ResponseError) {
        guard try takeLine(&rest) else { return }
        defer { line.removeAll(keepingCapacity: true) }
        guard let size = chunkSize else { throw .malformedChunk }
        state = size == 0 ? .trailers : .chunk(size)
    }

    /// The hexadecimal number that `line` begins with; nil when it is none, or beyond reason.
    private var chunkSize: Int? {
        var size = 0
        var digits = 0
        for byte in line {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x37
            case 0x61...0x66: digit = byte - 0x57
            case UInt8(ascii: ";"), 0x20, 0x09: return digits > 0 ? size : nil
            default: return nil
            }
            digits += 1
            guard digits <= 15 else { return nil }
            size = size << 4 | Int(digit)
        }
        return digits > 0 ? size : nil
    }
}

/// How a response breaks the rules of HTTP.
enum ResponseError: Error, Hashable {
    case notHTTP, malformedHead, headTooLong, malformedChunk, bytesAfterEnd

    var description: String {
        switch self {
        case .notHTTP: "the answer is not HTTP; is the port right, and http or https?"
        case .malformedHead: "the answer's status line or headers are malformed"
        case .headTooLong:
            "the answer's headers are longer than \(ResponseParser.maximumHead >> 10) KiB"
        case .malformedChunk: "the answer's chunked encoding is malformed"
        case .bytesAfterEnd: "bytes came after the end of the answer"
        }
    }
}
