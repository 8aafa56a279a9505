import Testing

@testable import LLMClient

/// Random bytes: nothing traps, and how they were cut never changes what they mean.
struct FuzzTests {
    @Test(arguments: 0..<8 as Range<UInt64>)
    func bodiesReadTheSameInEveryCut(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let body = Self.mutated(Self.stream, using: &generator)
            let whole = Self.read([body[...]])
            for longest in [1, 7, 400] {
                let pieces = Pieces.random(body, longest: longest, using: &generator)
                let cut = Self.read(pieces)
                #expect(cut.chat.answer == whole.chat.answer)
                #expect(cut.chat.reasoning == whole.chat.reasoning)
                #expect(cut.chat.usage == whole.chat.usage)
                #expect(cut.verdict == whole.verdict)
            }
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func responsesParseTheSameInEveryCut(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let bytes = Self.mutated(Self.response, using: &generator)
            let whole = Self.parse([bytes[...]])
            for longest in [1, 7, 400] {
                let pieces = Pieces.random(bytes, longest: longest, using: &generator)
                #expect(Self.parse(pieces) == whole)
            }
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func noiseIsNeverAnAnswer(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let length = Int.random(in: 0..<600, using: &generator)
            let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Self.read([noise[...]]).verdict != .ok)
            #expect(Self.parse([noise[...]]).status == nil)
        }
    }

    // MARK: Material

    private static let stream = Array(
        """
        : keep-alive

        data: {"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

        data: {"choices":[{"delta":{"reasoning_content":"h\\u00e9 \\ud83d\\ude00"}}]}

        data: {"choices":[{"delta":{"content":"<think>x</think>word"},"finish_reason":null}]}

        data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}}]}

        event: message
        data: {"choices":[{"index":1,"delta":{"content":"b"}},{"delta":{},"finish_reason":"stop"}]}

        data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":9,"total_tokens":12}}

        data: [DONE]


        """.utf8
    )

    private static let response = Array(
        """
        HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\
        Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n10;x=y\r\n0123456789abcdef\r\n0\r\n\
        Trailer: 1\r\n\r\n
        """.utf8
    )

    /// A copy with a few bytes changed, dropped, doubled or moved.
    private static func mutated(
        _ bytes: [UInt8],
        using generator: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &generator) where bytes.count > 2 {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(bytes[place], at: place)
            case 3:
                let other = Int.random(in: 0..<bytes.count, using: &generator)
                bytes.swapAt(place, other)
            default: bytes.removeSubrange(place..<min(place + 9, bytes.count))
            }
        }
        return bytes
    }

    private static func read(_ pieces: [ArraySlice<UInt8>]) -> ResponseReading {
        let head = ResponseHead(
            status: 200,
            minorVersion: 1,
            headers: [("content-type", "text/event-stream")]
        )
        var reading = ResponseReading(head: head)
        for piece in pieces { piece.withUnsafeBytes { try? reading.feed($0, stamp: 0) } }
        reading.finish()
        return reading
    }

    private struct Parsed: Equatable {
        var status: Int?
        var body: [UInt8] = []
        var failed = false
        var endedWell = false
    }

    private static func parse(_ pieces: [ArraySlice<UInt8>]) -> Parsed {
        var parser = ResponseParser()
        var parsed = Parsed()
        for piece in pieces where !parsed.failed {
            piece.withUnsafeBytes { bytes in
                var rest = bytes
                do throws(ResponseError) {
                    while let part = try parser.nextPiece(&rest) {
                        parsed.body.append(contentsOf: part)
                    }
                } catch {
                    parsed.failed = true
                }
            }
        }
        parsed.status = parser.head?.status
        parsed.endedWell = parser.finish()
        return parsed
    }
}
