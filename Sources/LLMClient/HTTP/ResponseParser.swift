/// Takes an HTTP/1.x response apart: head, then body by chunks, by length or until the end.
///
/// Written here because it lies on the measuring path: it allocates nothing for a body and hands
/// on pieces of what was read. Source: RFC 9112.
struct ResponseParser {
    /// Set once status line and headers are complete.
    private(set) var head: ResponseHead?
    /// Whether the whole response has been read.
    private(set) var isComplete = false

    private var state: State = .head
    private var line: [UInt8] = []

    private enum State {
        case head
        case chunkSize(ChunkSize)
        case chunk(Int)
        case chunkEnd
        case trailers
        case length(Int)
        case untilClose
        case done
    }

    /// Larger heads and chunk-size lines are a fault of the server, in bytes.
    static let maximumHead = 64 << 10

    /// Takes the next piece of the body out of what was read; nil once nothing is left.
    ///
    /// The piece points into the read. Throws again whenever it is called after a fault.
    mutating func nextPiece(
        _ rest: inout UnsafeRawBufferPointer
    ) throws(ResponseError) -> UnsafeRawBufferPointer? {
        while let first = rest.first {
            switch state {
            case .head: try takeHead(&rest)
            case .chunkSize(var size):
                rest = rest.dropped(1)
                guard try size.take(first) else {
                    state = .chunkSize(size)
                    continue
                }
                state = size.value == 0 ? .trailers : .chunk(size.value)
            case .chunk(let left):
                let piece = rest.taken(left)
                state = piece.count == left ? .chunkEnd : .chunk(left - piece.count)
                return piece
            case .chunkEnd:
                rest = rest.dropped(1)
                if first == 0x0a {
                    state = .chunkSize(ChunkSize())
                } else if first != 0x0d {
                    throw .malformedChunk
                }
            case .trailers: try takeTrailer(&rest)
            case .length(let left):
                let piece = rest.taken(left)
                state = .length(left - piece.count)
                if piece.count == left { complete() }
                return piece
            case .untilClose: return rest.taken(rest.count)
            case .done: throw .bytesAfterEnd
            }
        }
        return nil
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

    private mutating func takeTrailer(
        _ rest: inout UnsafeRawBufferPointer
    ) throws(ResponseError) {
        let end = rest.firstIndex(of: 0x0a)
        let piece = rest.taken(end ?? rest.count)
        guard line.count + piece.count <= Self.maximumHead else { throw .headTooLong }
        line.append(contentsOf: piece)
        guard end != nil else { return }
        rest = rest.dropped(1)
        if line.isEmpty || line == [0x0d] { complete() }
        line.removeAll(keepingCapacity: true)
    }

    // MARK: Head

    /// Collects bytes until the empty line; the lines stay joined by LF.
    private mutating func takeHead(
        _ rest: inout UnsafeRawBufferPointer
    ) throws(ResponseError) {
        while let byte = rest.first {
            rest = rest.dropped(1)
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
        if head.header("transfer-encoding", has: "chunked") { return .chunkSize(ChunkSize()) }
        guard let text = head.header("content-length") else { return .untilClose }
        // Int alone would take a sign.
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let length = Int(text) else {
            throw .malformedHead
        }
        return .length(length)
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
