import LLMClient
import Measurement
import MockProvider
import Testing

/// What the server gets to read.
struct RequestBytesTests {
    private static let key = "sk-test-abcdefghqzxw"

    @Test func carriesTheHeadersThatMatter() async throws {
        try await withBench { bench in
            let prepared = try bench.prepared(key: Self.key)
            _ = await bench.send(prepared)
            let request = try #require(bench.mock.requests().first)
            #expect(request.method == "POST")
            #expect(request.target == "/v1/chat/completions")
            #expect(request.authorizationScheme == "Bearer")
            let expected = [
                "host": "127.0.0.1:\(bench.mock.port)", "accept": "text/event-stream",
                "accept-encoding": "identity", "content-type": "application/json",
                "content-length": String(request.body.count), "connection": "keep-alive",
                "user-agent": "benchsh", "authorization": "***",
            ]
            let pairs = request.headers.map { ($0.name.lowercased(), $0.value) }
            #expect(Dictionary(pairs) { _, _ in "twice" } == expected)
            #expect(request.body == prepared.request.body)
        }
    }

    @Test func saysThatAColdConnectionIsToClose() async throws {
        try await withBench { bench in
            _ = await bench.send(try bench.prepared(connection: .cold))
            let headers = try #require(bench.mock.requests().first).headers
            #expect(headers.contains(Header("Connection", "close")))
        }
    }

    @Test(arguments: [nil, "", "two words", "line\r\nX-Evil: 1"])
    func sendsNoKeyThatCannotBeSent(key: String?) async throws {
        try await withBench { bench in
            _ = await bench.send(try bench.prepared(key: key))
            let request = try #require(bench.mock.requests().first)
            #expect(request.authorizationScheme == nil)
            #expect(!request.headers.contains { $0.name == "X-Evil" })
        }
    }

    @Test func sendsTheProvidersOwnHeadersAndKeyHeader() async throws {
        try await withBench { bench in
            var provider = Provider(
                id: "lab",
                title: "Lab",
                kind: .custom,
                baseURL: bench.mock.baseURL
            )
            provider.headers = ["X-Title": "bench", "HTTP-Referer": "here"]
            provider.keyHeader = "api-key"
            provider.keyPrefix = ""
            let request = ChatRequest(
                RequestSettings(prompt: "p"),
                to: Target(provider: "lab", model: "m"),
                of: provider
            )
            let prepared = try PreparedRequest(
                request,
                to: provider,
                key: Secret(Self.key),
                connection: .warm,
                timeouts: Timeouts(total: 60)
            )
            #expect(await bench.send(prepared).outcome == .success)
            let received = try #require(bench.mock.requests().first)
            for header in [
                Header("X-Title", "bench"), Header("HTTP-Referer", "here"),
                Header("api-key", "***"),
            ] {
                #expect(received.headers.contains(header))
            }
            #expect(received.authorizationScheme == nil)
        }
    }

    /// A server that quotes the key, whole or in stars, in every place an error may stand.
    @Test(arguments: [
        ResponseScript.json(
            status: 401,
            #"{"error":{"message":"bad key \#(key)","code":"\#(key)"}}"#
        ),
        .json(status: 401, #"{"error":{"message":"bad key sk-te********qzxw."}}"#),
        .json(#"{"detail":"\#(key) is unknown"}"#),
        .html(status: 502, "<p>\(key)</p>"),
        .html(status: 200, key),
        .stream(Stream.event(#"{"error":{"message":"\#(key)","type":"\#(key)"}}"#)),
        .stream(Stream.event("not json \(key)")),
        .response(
            status: 302,
            headers: [Header("Location", "http://x/?k=\(key)")],
            framing: .contentLength,
            body: []
        ),
    ])
    func aKeyThatTheServerQuotesIsScrubbed(script: ResponseScript) async throws {
        try await withBench { bench in
            bench.mock.set(script: script, for: "m")
            let run = await bench.send(try bench.prepared(key: Self.key))
            let failure = try #require(run.outcome.failure)
            #expect(failure.message.contains("***"))
            var dumped = ""
            dump(run, to: &dumped)
            for part in [Self.key, "sk-te", "qzxw"] { #expect(!dumped.contains(part)) }
        }
    }
}
