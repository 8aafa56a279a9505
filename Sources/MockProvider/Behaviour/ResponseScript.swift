import NIOHTTP1

/// A response written out byte by byte, for tests that need a server to misbehave exactly.
///
/// After the last step the connection stays open and takes the next request. A status line that
/// comes late is a script whose first step is a pause.
package struct ResponseScript: Sendable, Equatable {
    /// One thing to do; the pauses add up to absolute deadlines from the request being read.
    package enum Step: Sendable, Equatable {
        /// Write these bytes and flush them.
        case bytes([UInt8])
        /// Do nothing for this long.
        case pause(Duration)
        /// Close in order, once everything written has left.
        case close
        /// Close at once with a TCP reset.
        case reset
        /// Never write again and keep the connection open until the client closes it.
        case stallForever

        /// The UTF-8 bytes of a text.
        package static func text(_ text: String) -> Step { .bytes(Array(text.utf8)) }
    }

    /// How the end of a body is told.
    package enum Framing: Sendable {
        /// Each `bytes` step is one HTTP chunk.
        case chunked
        /// A `Content-Length` that counts all `bytes` steps.
        case contentLength
        /// `Connection: close`, and the connection closes after the body.
        case untilClose
    }

    /// What to do, in order.
    package var steps: [Step]

    /// Makes a script that writes its bytes as they are, status line and headers included.
    package init(_ steps: [Step]) {
        self.steps = steps
    }

    /// Makes a well-formed response around a body.
    ///
    /// `status` is kept within 100 and 999.
    package static func response(
        status: Int = 200,
        headers: [Header] = [.eventStream],
        framing: Framing = .chunked,
        body: [Step]
    ) -> ResponseScript {
        var head = ResponseHead(status: status, headers: headers)
        switch framing {
        case .chunked:
            head.headers.append(Header("Transfer-Encoding", "chunked"))
            let end = Step.text(HTTPChunk.last)
            return ResponseScript([.text(head.text)] + body.map(\.asChunk) + [end])
        case .contentLength:
            let length = body.reduce(0) { $0 + $1.byteCount }
            head.headers.append(Header("Content-Length", String(length)))
            return ResponseScript([.text(head.text)] + body)
        case .untilClose:
            head.headers.append(Header("Connection", "close"))
            return ResponseScript([.text(head.text)] + body + [.close])
        }
    }

    /// Cuts bytes at ascending offsets, with a pause at each cut so that the parts travel apart.
    ///
    /// Offsets outside the bytes or out of order are ignored.
    package static func cut(
        _ bytes: [UInt8],
        at offsets: [Int],
        pause: Duration = .milliseconds(5)
    ) -> [Step] {
        var steps: [Step] = []
        var start = 0
        for offset in offsets where offset > start && offset < bytes.count {
            steps += [.bytes(Array(bytes[start..<offset])), .pause(pause)]
            start = offset
        }
        return steps + [.bytes(Array(bytes[start...]))]
    }
}

extension ResponseScript.Step {
    fileprivate var byteCount: Int {
        if case .bytes(let bytes) = self { bytes.count } else { 0 }
    }

    fileprivate var asChunk: Self {
        // An empty chunk would end the body.
        guard case .bytes(let bytes) = self, !bytes.isEmpty else { return self }
        return .bytes(HTTPChunk.head(length: bytes.count) + bytes + HTTPChunk.tail)
    }
}
