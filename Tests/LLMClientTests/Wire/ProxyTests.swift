import LLMClient
import Measurement
import Testing

/// Connections through a proxy, by CONNECT.
struct ProxyTests {
    private static let answer =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
        + "Content-Length: \(Stream.complete.utf8.count)\r\n\r\n" + Stream.complete

    @Test func theRequestGoesThroughTheTunnel() async throws {
        let server = try await ProxyServer.start(
            answer: "HTTP/1.1 200 Connection established\r\n\r\n",
            behind: Self.answer
        )
        let run = try await Self.run(through: server)
        await server.stop()
        #expect(run.outcome == .success)
        #expect(run.phases.connection == .cold)
        #expect(run.phases.connect != nil)
        let requests = server.requests
        #expect(requests.count == 2)
        #expect(requests.first?.hasPrefix("CONNECT api.invalid:80 HTTP/1.1\r\n") == true)
        #expect(requests.last?.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n") == true)
    }

    @Test(arguments: [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "a user and a password"),
        ("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "HTTP 403"),
        ("nonsense from another protocol\r\n\r\n", "is not HTTP"),
    ])
    func aRefusalSaysWhatTheProxySaid(answer: String, words: String) async throws {
        let server = try await ProxyServer.start(answer: answer)
        let run = try await Self.run(through: server)
        await server.stop()
        #expect(run.outcome.failure?.kind == .connect)
        #expect(run.outcome.failure?.message.contains(words) == true)
    }

    private static func run(through server: ProxyServer) async throws -> Run {
        let proxy = "http://127.0.0.1:\(server.port)"
        let client = LLMClient(proxies: ProxyRules { $0 == "HTTP_PROXY" ? proxy : nil })
        let provider = Provider(
            id: "far",
            title: "far",
            kind: .custom,
            baseURL: "http://api.invalid/v1"
        )
        let target = Target(provider: "far", model: "m")
        let request = ChatRequest(RequestSettings(prompt: "hi"), to: target, of: provider)
        let prepared = try PreparedRequest(
            request,
            to: provider,
            key: nil,
            connection: .warm,
            timeouts: Timeouts(total: 30)
        )
        let run = await client.send(prepared, number: 1, lane: 0, epoch: .now())
        await client.shutdown()
        return run
    }
}
