import Measurement
import Testing

@testable import LLMClient

/// What the stamps of the reads become, with the reads given by hand.
struct ExchangeTests {
    private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"

    @Test func eachMomentHasTheStampOfTheReadThatBroughtIt() {
        let run = Self.run([
            (1, Self.head), (2, ": processing\n\n"), (3, Stream.role), (4, reasoning("hm")),
            (5, Stream.token("  ")), (6, Stream.token("one ")), (9, Stream.token("two")),
            (11, Stream.finish + Stream.usage + Stream.done),
        ])
        #expect(run.outcome == .success)
        #expect(run.headers == 1)
        #expect(run.firstByte == 2)
        #expect(run.firstToken == 4)
        #expect(run.firstAnswer == 6)
        #expect(run.lastToken == 9)
        // White space that a <think> tag may follow is held until it is known that none does.
        #expect(run.timeline.arrivals == [4000, 6000, 9000])
        #expect(run.timeline.gaps == [2, 3])
        #expect(run.reasoning == "hm")
        #expect(run.response == "  one two")
    }

    @Test func contentThatIsHeldBackCountsFromWhenItCame() {
        let run = Self.run([
            (1, Self.head), (5, Stream.token(#"\n"#)), (6, Stream.token("one ")),
            (9, Stream.token("two")), (11, Stream.finish + Stream.done),
        ])
        #expect(run.firstToken == 5)
        #expect(run.firstAnswer == 6)
        #expect(run.response == "\none two")
    }

    @Test func chunksOfOneReadShareItsStamp() {
        let pair = Stream.token("a") + Stream.token("b")
        let run = Self.run([
            (1, Self.head), (10, pair), (20, pair), (21, Stream.finish + Stream.done),
        ])
        #expect(run.timeline.arrivals == [10_000, 10_000, 20_000, 20_000])
        #expect(run.timeline.gaps == [10])
        #expect(run.firstReadShare == 0.5)
        // Four estimated tokens, half of them in a window of 10 ms.
        #expect(run.tokens.output == 4)
        #expect(run.tokensPerSecond == 200)
    }

    @Test func oneReadHasNoSpeed() {
        let run = Self.run([(7, Self.head + Stream.complete)])
        #expect(run.headers == 7)
        #expect(run.firstByte == 7)
        #expect(run.firstToken == 7)
        #expect(run.firstReadShare == 1)
        #expect(run.tokensPerSecond == nil)
    }

    @Test func aTokenCutBetweenReadsArrivesWithItsEnd() {
        let event = Array(Stream.token("a"))
        for cut in event.indices.dropFirst() {
            let run = Self.run([
                (1, Self.head), (2, String(event[..<cut])), (3, String(event[cut...])),
                (4, Stream.finish),
            ])
            #expect(run.firstByte == 2)
            #expect(run.firstToken == 3)
        }
    }

    @Test func whatCameBeforeAFaultInTheSameReadCounts() {
        let chunked =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
        let event = Stream.token("a")
        let run = Self.run([
            (5, chunked + "\(String(event.utf8.count, radix: 16))\r\n\(event)??\r\n")
        ])
        #expect(run.outcome.failure?.kind == .protocol)
        #expect(run.headers == 5)
        #expect(run.firstToken == 5)
        #expect(run.response == "a")
    }

    /// What is shown as it comes is a beginning of what is kept, and holds no key.
    @Test func theLiveViewWaitsWhereTheKeyCouldBegin() {
        var exchange = Exchange(thinkOpenImplied: false, key: Secret("sk-0123456789"))
        let reads: [(token: String, shown: String)] = [
            ("it was", ""), (" you ", "it was you "), ("sk-0123", ""), ("45", ""), ("6789", ""),
            (" more", ""),
        ]
        Self.receive(Self.head, &exchange)
        for read in reads {
            Self.receive(Stream.token(read.token), &exchange)
            #expect(exchange.newText().map(\.text).joined() == read.shown)
        }
    }

    private static func receive(_ text: String, stamp: Int64 = 1, _ exchange: inout Exchange) {
        _ = Array(text.utf8).withUnsafeBytes { exchange.receive($0, stamp: stamp) }
    }

    private func reasoning(_ text: String) -> String {
        Stream.event(#"{"choices":[{"delta":{"reasoning_content":"\#(text)"}}]}"#)
    }

    /// The run that reads lead to; stamps in milliseconds.
    private static func run(_ reads: [(stamp: Int64, text: String)]) -> Run {
        var exchange = Exchange(thinkOpenImplied: false)
        for read in reads {
            receive(read.text, stamp: read.stamp * 1_000_000, &exchange)
        }
        let outcome = exchange.finish(nil)
        let label = RunLabel(
            number: 1,
            lane: 0,
            target: Target(provider: "lab", model: "m"),
            startOffset: 0
        )
        return exchange.run(
            label,
            outcome: outcome,
            phases: .warm,
            end: reads.last.map { $0.stamp } ?? 0,
            price: nil
        )
    }
}
