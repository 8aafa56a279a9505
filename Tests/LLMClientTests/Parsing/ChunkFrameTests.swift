import Testing

@testable import LLMClient

/// A chunk that looks like the one before is read by comparing; it must not read differently.
struct ChunkFrameTests {
    private static let first = chunk(#"{"content":"one "}"#)

    private static func chunk(_ delta: String, _ rest: String = "") -> String {
        #"{"id":"c","model":"m","choices":[{"index":0,"delta":\#(delta),"finish_reason":null}]"#
            + rest + "}"
    }

    struct Second: Sendable {
        let chunk: String
        var answer = "one "
        var reasoning = ""
        var deltas = 1
        var nonJSON = 0
    }

    @Test(arguments: [
        Second(chunk: chunk(#"{"content":"two"}"#), answer: "one two", deltas: 2),
        Second(chunk: chunk(#"{"content":""}"#)),
        Second(chunk: chunk(#"{"content":"\"},\n\u00e9\\"}"#), answer: "one \"},\né\\", deltas: 2),
        Second(chunk: chunk(#"{"content":null}"#)),
        Second(
            chunk: chunk(#"{"content":"x","reasoning":"y"}"#),
            answer: "one x",
            reasoning: "y",
            deltas: 3
        ),
        Second(chunk: chunk(#"{"reasoning":"y"}"#), reasoning: "y", deltas: 2),
        // The string of a frame may end elsewhere than where its text seems to.
        Second(chunk: chunk(#"{"content":"a","x":"b"}"#), answer: "one a", deltas: 2),
        Second(chunk: chunk(#"{"content":"a\"}"#), nonJSON: 1),
        Second(chunk: chunk("{\"content\":\"a\u{1}\"}"), nonJSON: 1),
        Second(chunk: chunk(#"{"content":"a\q"}"#), nonJSON: 1),
        Second(chunk: chunk(#"{"content":"a"}"#) + "}", nonJSON: 1),
        Second(chunk: String(first.dropLast(30)), nonJSON: 1),
        Second(chunk: String(first.prefix(50)), nonJSON: 1),
        Second(chunk: "  " + chunk(#"{"content":"two"}"#), answer: "one two", deltas: 2),
    ])
    func aSecondChunk(_ second: Second) {
        // The third shows that the frame still serves, or that it was learnt anew.
        let chunks = [Self.first, second.chunk, Self.chunk(#"{"content":"!"}"#)]
        let reading = Self.read(chunks)
        #expect(String(decoding: reading.answer, as: UTF8.self) == second.answer + "!")
        #expect(String(decoding: reading.reasoning, as: UTF8.self) == second.reasoning)
        #expect(reading.deltas.count == second.deltas + 1)
        #expect(reading.nonJSON == second.nonJSON)
    }

    @Test func whatIsSaidOnceMoreCountsOnceMore() {
        let usage = Self.chunk(#"{"content":"a"}"#, #","usage":{"completion_tokens":1}"#)
        let more = Self.chunk(#"{"content":"a"}"#, #","usage":{"completion_tokens":2}"#)
        #expect(Self.read([usage, more]).usage?.completion == 2)
        #expect(Self.read([Self.first, Self.first]).usage == nil)
        let last = Self.first.replacing("null", with: #""stop""#)
        #expect(Self.read([Self.first, last, Self.first]).finishReason == "stop")
        let other = Self.first.replacing(#""index":0"#, with: #""index":1"#)
        let both = Self.read([other, other, Self.first])
        #expect(both.otherChoices[1]?.text == "one one ")
        #expect(String(decoding: both.answer, as: UTF8.self) == "one ")
        let error = Self.chunk(#"{"content":"a"}"#, #","error":{"message":"no"}"#)
        #expect(Self.read([error, error]).error?.message == "no")
    }

    private static func read(_ chunks: [String]) -> ChatReading {
        var reading = ChatReading()
        for chunk in chunks {
            Array(chunk.utf8).withUnsafeBytes { _ = reading.take(event: [], data: $0) }
        }
        reading.finish()
        return reading
    }
}
