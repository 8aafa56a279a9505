import Testing

@testable import LLMClient

struct EventStreamTests {
    @Test(arguments: [
        ("data: a\n\n", ["a"]),
        ("data:a\n\ndata:  b\n\n", ["a", " b"]),
        ("data: a\ndata: b\n\n", ["a\nb"]),
        ("data\n\n", [""]),
        ("data:\ndata:\n\n", ["\n"]),
        (": comment\n\ndata: a\n: another\n\n", ["a"]),
        ("event: error\ndata: a\n\ndata: b\n\n", ["error|a", "b"]),
        ("event: unused\n\ndata: a\n\n", ["a"]),
        ("id: 7\nretry: 10\nunknown: x\nunknown\ndata: a\n\n", ["a"]),
        ("\u{FEFF}data: a\n\ndata: \u{FEFF}b\n\n", ["a", "\u{FEFF}b"]),
        ("\u{FEFF}\u{FEFF}data: a\n\ndata: b\n\n", ["b"]),
        ("DATA: a\n\n data: b\n\n", []),
        ("\n\n\ndata: é€😀\n\n\n\n", ["é€😀"]),
        ("data: a: b\n\n", ["a: b"]),
    ])
    func readsInEveryCutAndWithEveryLineEnd(text: String, events: [String]) throws {
        for end in ["\n", "\r", "\r\n"] {
            let bytes = text.utf8.flatMap { $0 == 0x0a ? Array(end.utf8) : [$0] }
            for pieces in Pieces.cuts(of: bytes) {
                let reading = try Reading(pieces)
                // Between two lines of data stands LF, whatever ended them.
                #expect(reading.events == events, "\(text.debugDescription) \(pieces.count)")
                #expect(!reading.stream.endedUnterminated)
            }
        }
    }

    @Test(arguments: ["data: a", "data: a\n", "data: a\r", "data: a\r\n"])
    func dispatchesAnEventThatLacksItsBlankLine(text: String) throws {
        for pieces in Pieces.cuts(of: Array(text.utf8)) {
            let reading = try Reading(pieces)
            #expect(reading.events == ["a"])
            #expect(reading.stream.endedUnterminated)
        }
    }

    @Test func countsComments() throws {
        #expect(try Reading(text: ":\n\n: PROCESSING\n\ndata: a\n\n:x").stream.comments == 3)
    }

    @Test func readsNothingAfterTheEventThatEndedIt() throws {
        var stream = EventStream()
        var seen: [String] = []
        try Array("data: a\n\ndata: [DONE]\n\ndata: b\n\n".utf8).withUnsafeBytes { bytes in
            try stream.feed(bytes) { _, data in
                seen.append(String(decoding: data, as: UTF8.self))
                return seen.last != "[DONE]"
            }
        }
        #expect(seen == ["a", "[DONE]"])
    }

    @Test func takesAnEventOfTheLargestSize() throws {
        let data = EventStream.maximumEvent - "data: ".utf8.count
        let event = Array("data: ".utf8) + [UInt8](repeating: 0x61, count: data)
        let reading = try Reading([event[..<1000], event[1000...], Array("\n\n".utf8)[...]])
        #expect(reading.events.map(\.utf8.count) == [data])
    }

    @Test(arguments: ["", "data: a\n"])
    func refusesAnEndlessEvent(unit: String) throws {
        let piece =
            unit.isEmpty
            ? [UInt8](repeating: 0x61, count: 1 << 20)
            : Array(
                String(repeating: "data: \(String(repeating: "a", count: 1000))\n", count: 1000)
                    .utf8
            )
        var stream = EventStream()
        var fed = 0
        #expect(throws: EventStreamError.self) {
            while fed < 2 * EventStream.maximumEvent {
                try piece.withUnsafeBytes { bytes in try stream.feed(bytes) { _, _ in true } }
                fed += piece.count
            }
        }
        #expect(fed > EventStream.maximumEvent - 2 * piece.count)
    }
}

private struct Reading {
    var stream = EventStream()
    /// `name|data`, or the data alone for the usual name.
    var events: [String] = []

    init(text: String) throws {
        try self.init([Array(text.utf8)[...]])
    }

    init(_ pieces: [ArraySlice<UInt8>]) throws {
        var events: [String] = []
        let take: ([UInt8], UnsafeRawBufferPointer) -> Bool = { name, data in
            let text = String(decoding: data, as: UTF8.self)
            let name = String(decoding: name, as: UTF8.self)
            events.append(name.isEmpty ? text : "\(name)|\(text)")
            return true
        }
        for piece in pieces { try piece.withUnsafeBytes { try stream.feed($0, take) } }
        stream.finish(take)
        self.events = events
    }
}
