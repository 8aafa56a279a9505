import LLMClient
import Measurement
import MockProvider
import Testing

/// Servers and gateways that send the key back: nothing of a run shows or keeps it.
struct EchoedKeyTests {
    private static let key = "sk-" + (0..<20).map { "k\($0 * 7919)" }.joined()

    struct Echo: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: ResponseScript
        /// What the run says where the key stood.
        let told: String
    }

    @Test(arguments: echoes)
    func isNeitherShownNorKept(echo: Echo) async throws {
        try await withBench { bench in
            bench.mock.set(script: echo.script, for: "m")
            let run = await bench.send(try bench.prepared(key: Self.key))
            let texts =
                [run.outcome.failure?.message, run.finishReason, run.servedModel]
                .compactMap { $0 } + [run.response, run.reasoning] + run.notes
            for text in texts {
                for start in Self.key.indices.dropLast(11) {
                    let part = Self.key[start...].prefix(12)
                    #expect(!text.contains(part), "\(text)")
                }
            }
            #expect(texts.contains { $0.contains(echo.told) }, "\(texts)")
        }
    }

    private static let echoes = [
        Echo(
            testDescription: "plain text, beyond where it is cut",
            script: .plain(status: 401, filler(150) + "Authorization: Bearer \(key) is wrong"),
            told: "Authorization: Bearer *** is wrong; check the key"
        ),
        Echo(
            testDescription: "a page",
            script: .html(status: 403, "<html><p>" + filler(190) + "<b>\(key)</b>"),
            told: "***; check the key"
        ),
        Echo(
            testDescription: "the beginning of the key in a message",
            script: .json(status: 400, #"{"error":{"message":"got \#(key.prefix(40))\n x"}}"#),
            told: "got *** x"
        ),
        Echo(
            testDescription: "an event that is no JSON",
            script: .events([filler(280) + key]),
            told: "…"
        ),
        Echo(
            testDescription: "an answer, as its model, its reason and its reasoning",
            script: .events([
                #"{"model":"\#(key)","choices":[{"delta":{"reasoning_content":"r \#(key)"}}]}"#,
                #"{"choices":[{"delta":{"content":"a \#(key.prefix(9))"}}]}"#,
                #"{"choices":[{"delta":{"content":"\#(key.dropFirst(9)) z"}}]}"#,
                #"{"choices":[{"delta":{},"finish_reason":"\#(key)"}]}"#, "[DONE]",
            ]),
            told: "a *** z"
        ),
    ]

    private static func filler(_ length: Int) -> String {
        String(repeating: "no. ", count: length / 4)
    }
}

extension ResponseScript {
    fileprivate static func plain(status: Int, _ text: String) -> ResponseScript {
        .response(
            status: status,
            headers: [Header("Content-Type", "text/plain")],
            framing: .contentLength,
            body: [.text(text)]
        )
    }

    fileprivate static func events(_ data: [String]) -> ResponseScript {
        .stream(data.map(Stream.event).joined())
    }
}
