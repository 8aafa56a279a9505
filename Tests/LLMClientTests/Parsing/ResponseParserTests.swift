import Testing

@testable import LLMClient

struct ResponseParserTests {
    @Test(arguments: [
        // Chunked: extensions, upper-case digits, leading zeros, trailers.
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n00A;name=\"v;x\"\r\n0123456789\r\n1 \r\n!\r\n0\r\n\r\n",
            "abc0123456789!"
        ),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding:  Chunked \r\n\r\n"
                + "2\r\n\r\n\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n",
            "\r\n"
        ),
        // Bare line feeds.
        ("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n", "abc"),
        // By length.
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde", "abcde"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ""),
        ("HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", ""),
        // Chunked wins over a length.
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "1\r\na\r\n0\r\n\r\n",
            "a"
        ),
        // After announcements, and after empty lines.
        (
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "ok"
        ),
        ("\r\n\r\nHTTP/1.1 200 \r\nContent-Length: 1\r\n\r\na", "a"),
    ])
    func readsAnEndedBodyInEveryCut(response: String, body: String) {
        for pieces in Pieces.cuts(of: Array(response.utf8)) {
            let reading = Reading(pieces)
            #expect(reading.error == nil)
            #expect(reading.body == body)
            #expect(reading.isComplete)
            #expect(reading.endedWell)
            #expect(reading.parser.head.map { $0.status / 100 } == 2)
        }
    }

    @Test func readsUntilTheConnectionCloses() {
        for pieces in Pieces.cuts(of: Array("HTTP/1.0 200 OK\r\n\r\nabc\r\n0\r\n".utf8)) {
            let reading = Reading(pieces)
            #expect(reading.body == "abc\r\n0\r\n")
            #expect(!reading.isComplete)
            #expect(reading.endedWell)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n",
        "HTTP/1.1 200 OK\r\nContent-",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HT", "",
    ])
    func noticesAnEndInTheMiddle(response: String) {
        let reading = Reading([Array(response.utf8)[...]])
        #expect(reading.error == nil)
        #expect(!reading.endedWell)
    }

    @Test(arguments: [
        ("SSH-2.0-OpenSSH\r\n", ResponseError.notHTTP),
        ("\u{15}\u{3}\u{3}\u{0}\u{2}", .notHTTP),
        ("HTTP/2 200\r\n\r\n", .malformedHead),
        ("HTTP/1.1\r\n\r\n", .malformedHead),
        ("HTTP/1.1 2x0 OK\r\n\r\n", .malformedHead),
        ("HTTP/1.1 20 OK\r\n\r\n", .malformedHead),
        ("HTTP/1.1 099 OK\r\n\r\n", .malformedHead),
        ("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", .malformedHead),
        ("HTTP/1.1 200 OK\r\n: no name\r\n\r\n", .malformedHead),
        ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .malformedHead),
        ("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n", .malformedHead),
        ("HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n", .malformedHead),
        ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", .malformedHead),
        (chunked("g\r\n"), .malformedChunk),
        (chunked("\r\n"), .malformedChunk),
        (chunked("-1\r\n"), .malformedChunk),
        (chunked("+1\r\na\r\n"), .malformedChunk),
        (chunked("0x1\r\na\r\n"), .malformedChunk),
        (chunked("ffffffffffffffff\r\n"), .malformedChunk),
        (chunked("1\r\nab\r\n"), .malformedChunk),
        (chunked("0\r\n\r\nmore"), .bytesAfterEnd),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", .bytesAfterEnd),
        ("HTTP/1.1 204 No Content\r\n\r\na", .bytesAfterEnd),
    ])
    func refuses(response: String, error: ResponseError) {
        for pieces in Pieces.cuts(of: Array(response.utf8)) {
            #expect(Reading(pieces).error == error, "\(response.debugDescription)")
        }
    }

    @Test func keepsTheBodyThatCameBeforeAFault() {
        let reading = Reading([Array(Self.chunked("3\r\nabc\r\nzz\r\n").utf8)[...]])
        #expect(reading.body == "abc")
        #expect(reading.error == .malformedChunk)
    }

    @Test func capsTheHead() {
        let start = "HTTP/1.1 200 OK\r\nX: "
        let room = ResponseParser.maximumHead - start.utf8.count
        for (length, error) in [(room - 100, nil), (room + 100, ResponseError.headTooLong)] {
            let head = start + String(repeating: "a", count: length) + "\r\n\r\n"
            #expect(Reading([Array(head.utf8)[...]]).error == error)
        }
    }

    @Test func capsALineOfChunkSizeAndTrailers() {
        let long = String(repeating: "a", count: ResponseParser.maximumHead + 1)
        #expect(Reading([Array(Self.chunked("1;\(long)").utf8)[...]]).error == .headTooLong)
        #expect(Reading([Array(Self.chunked("0\r\n\(long)").utf8)[...]]).error == .headTooLong)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK", true), ("HTTP/1.1 200 OK\r\nConnection: close", false),
        ("HTTP/1.1 200 OK\r\nConnection: Keep-Alive, CLOSE", false), ("HTTP/1.0 200 OK", false),
        ("HTTP/1.0 200 OK\r\nConnection: keep-alive", true),
    ])
    func tellsWhetherTheConnectionIsKept(head: String, keeps: Bool) {
        #expect(ResponseHead(Array(head.utf8))?.keepsAlive == keeps)
    }

    @Test(
        arguments: [
            ("Retry-After: 7", 7), ("retry-after-ms: 250", 0.25), ("Retry-After: 0", 0),
            ("Retry-After: -1", nil), ("Retry-After: inf", nil), ("Retry-After: nan", nil),
            ("Retry-After: Wed, 21 Oct 2026 07:28:00 GMT", nil), ("X: 1", nil),
            (dated("Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:27:30 GMT"), 30),
            (dated("Sun, 01 Mar 2026 00:00:00 GMT", "Sat, 28 Feb 2026 23:59:59 GMT"), 1),
            (dated("Wed, 01 Mar 2028 00:00:00 GMT", "Mon, 28 Feb 2028 00:00:00 GMT"), 172_800),
            (dated("Wed, 21 Oct 2026 07:28:00 GMT", "Thu, 22 Oct 2026 07:28:00 GMT"), 0),
            (dated("Wed, 21 Oct 2026 07:28:00", "Wed, 21 Oct 2026 07:27:30 GMT"), nil),
            (dated("Wed, 99 Okt 2026 7:28 GMT", "Wed, 21 Oct 2026 07:27:30 GMT"), nil),
        ] as [(String, Double?)]
    )
    func readsRetryAfter(header: String, seconds: Double?) {
        let head = ResponseHead(Array("HTTP/1.1 429 Slow down\r\n\(header)".utf8))
        #expect(head?.status == 429)
        #expect(head?.retryAfter == seconds)
    }

    private static func dated(_ retry: String, _ date: String) -> String {
        "Retry-After: \(retry)\r\nDate: \(date)"
    }

    private static func chunked(_ body: String) -> String {
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body
    }
}

private struct Reading {
    var parser = ResponseParser()
    var body = ""
    var error: ResponseError?
    /// Before the end of the connection was told.
    let isComplete: Bool
    let endedWell: Bool

    init(_ pieces: [ArraySlice<UInt8>]) {
        var bytes: [UInt8] = []
        do throws(ResponseError) {
            for piece in pieces {
                // The array gives the piece an address of its own.
                let copy = Array(piece)
                try Self.feed(copy, to: &parser) { bytes.append(contentsOf: $0) }
            }
        } catch {
            self.error = error
        }
        body = String(decoding: bytes, as: UTF8.self)
        isComplete = parser.isComplete
        endedWell = parser.finish()
    }

    private static func feed(
        _ bytes: [UInt8],
        to parser: inout ResponseParser,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(ResponseError) {
        let result = bytes.withUnsafeBytes { raw -> Result<Void, ResponseError> in
            do throws(ResponseError) {
                var rest = raw
                while let part = try parser.nextPiece(&rest) { body(part) }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }
}
