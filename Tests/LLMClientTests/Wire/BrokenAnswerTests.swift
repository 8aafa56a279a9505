import LLMClient
import Measurement
import MockProvider
import Testing

/// Connections that break and bytes that no server should send, at every stage of an answer.
struct BrokenAnswerTests {
    struct Break: Sendable, CustomTestStringConvertible {
        let name: String
        let script: ResponseScript
        let kind: ErrorKind
        let message: String
        /// Chunks that came before.
        var chunks = 0

        var testDescription: String { name }
    }

    @Test(arguments: beforeAnAnswer + inTheMiddle + malformed)
    func isTold(broken: Break) async throws {
        try await withBench { bench in
            let run = try await bench.run(broken.script)
            let failure = try #require(run.outcome.failure)
            #expect(failure.kind == broken.kind)
            #expect(failure.message.hasPrefix(broken.message), "\(failure.message)")
            #expect(run.timeline.chunks == broken.chunks)
            #expect((run.firstToken != nil) == (broken.chunks > 0))
            #expect(run.end >= (run.lastToken ?? 0))
        }
    }

    private static let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

    private static let beforeAnAnswer = [
        Break(
            name: "reset before headers",
            script: ResponseScript([.reset]),
            kind: .connect,
            message: "the connection was lost before an answer came: connection reset by peer"
        ),
        Break(
            name: "closed before headers",
            script: ResponseScript([.close]),
            kind: .connect,
            message: "the server closed the connection before an answer came"
        ),
        Break(
            name: "closed inside the headers",
            script: ResponseScript([.text("HTTP/1.1 200 OK\r\nContent-"), .close]),
            kind: .connect,
            message: "the server closed the connection before an answer came"
        ),
        Break(
            name: "closed inside an error",
            script: ResponseScript([
                .text("HTTP/1.1 500 Oops\r\nContent-Length: 99\r\n\r\n{\"err"), .close,
            ]),
            kind: .truncated,
            message: "the connection ended in the middle of an HTTP 500 body: {\"err"
        ),
    ]

    private static let inTheMiddle = [
        Break(
            name: "inside an HTTP chunk, between two events",
            script: ResponseScript([
                .text(head + "400\r\n" + Stream.role + Stream.token("a")), .close,
            ]),
            kind: .truncated,
            message: "the answer ended without a finish_reason: the server or a gateway cut it",
            chunks: 1
        ),
        Break(
            name: "inside an HTTP chunk and an event",
            script: ResponseScript([
                .text(head + "400\r\n" + Stream.token("a") + "data: {\"cho"), .close,
            ]),
            kind: .truncated,
            message: "the connection ended in the middle of an event, after 1 chunk",
            chunks: 1
        ),
        Break(
            name: "inside an event, though the body ends as HTTP has it",
            script: .stream(
                Stream.token("a") + Stream.token("b") + #"data: {"choices":[{"delta":{"con"#
            ),
            kind: .truncated,
            message: "the connection ended in the middle of an event, after 2 chunks",
            chunks: 2
        ),
        Break(
            name: "inside the first event",
            script: .oneWrite(#"data: {"choices":[{"index":0,"delta":{"content":"x"#),
            kind: .truncated,
            message: "the connection ended in the middle of an event, after 0 chunks"
        ),
        Break(
            name: "inside a line that is no JSON",
            script: .stream(Stream.token("a") + "data: upstream went away"),
            kind: .protocol,
            message: "an event of the stream is not JSON: upstream went away",
            chunks: 1
        ),
        Break(
            name: "inside UTF-8",
            script: .oneWrite(Stream.token("a"))
                .cutting(after: "data: {\"choices\":[{\"delta\":{\"content\":\"caf\u{e9}", by: 1),
            kind: .truncated,
            message: "the connection ended in the middle of an event, after 1 chunk",
            chunks: 1
        ),
        Break(
            name: "inside a string of JSON",
            script: .oneWrite(Stream.token("a") + "data: {\"choices\":[{\"delta\":{\"con"),
            kind: .truncated,
            message: "the connection ended in the middle of an event, after 1 chunk",
            chunks: 1
        ),
        Break(
            name: "reset after two tokens",
            script: .response(body: [
                .text(Stream.token("a")), .pause(.milliseconds(40)), .text(Stream.token("b")),
                .pause(.milliseconds(40)), .reset,
            ]),
            kind: .truncated,
            message: "the answer ended without a finish_reason: the server or a gateway cut it",
            chunks: 2
        ),
    ]

    private static let malformed = [
        Break(
            name: "not HTTP",
            script: ResponseScript([.text("SSH-2.0-OpenSSH_9\r\n")]),
            kind: .protocol,
            message: "the answer is not HTTP; is the port right, and http or https?"
        ),
        Break(
            name: "endless headers",
            script: ResponseScript([
                .text("HTTP/1.1 200 OK\r\nX: " + String(repeating: "a", count: 70 << 10))
            ]),
            kind: .protocol,
            message: "the answer's headers are longer than 64 KiB"
        ),
        Break(
            name: "malformed status line",
            script: ResponseScript([.text("HTTP/1.1 OK\r\n\r\n")]),
            kind: .protocol,
            message: "the answer's status line or headers are malformed"
        ),
        Break(
            name: "malformed chunk",
            script: ResponseScript([.text(head + chunk(Stream.token("a")) + "zz\r\n")]),
            kind: .protocol,
            message: "the answer's chunked encoding is malformed",
            chunks: 1
        ),
        Break(
            name: "endless line",
            script: .response(
                framing: .untilClose,
                body: [.text(Stream.token("a") + "data: ")]
                    + Array(repeating: .bytes([UInt8](repeating: 0x61, count: 1 << 20)), count: 17)
            ),
            kind: .protocol,
            message: "an event of the stream is longer than 16 MiB",
            chunks: 1
        ),
    ]

    private static func chunk(_ text: String) -> String {
        "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
    }

    /// What is cut behind the finish reason is no part of the answer.
    @Test func aCutInsideTheUsageIsNoted() async throws {
        try await withBench { bench in
            let text = Stream.token("a") + Stream.finish + #"data: {"choices":[],"usa"#
            let run = try await bench.run(
                ResponseScript([.text(Self.head + "400\r\n" + text), .close])
            )
            #expect(run.outcome == .success)
            #expect(run.notes.contains("the last event was not terminated"))
        }
    }

    /// Once a finish reason came, an answer counts although the connection was cut.
    @Test func aCutAfterTheFinishReasonIsNoted() async throws {
        try await withBench { bench in
            let text = Stream.token("a") + Stream.finish
            let run = try await bench.run(
                ResponseScript([.text(Self.head + Self.chunk(text)), .close])
            )
            #expect(run.outcome == .success)
            #expect(run.notes.contains("the end of the response never came"))
        }
    }
}

extension ResponseScript {
    /// Adds a text to the first step, short of its last bytes.
    fileprivate func cutting(after text: String, by count: Int) -> ResponseScript {
        var script = self
        if case .bytes(let bytes)? = script.steps.first {
            script.steps[0] = .bytes(bytes + Array(text.utf8).dropLast(count))
        }
        return script
    }
}
