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

    @Test func whoWasToldAUserIsNotAskedForOne() async throws {
        let server = try await ProxyServer.start(
            answer: "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"
        )
        let run = try await Self.run(by: "http://me:no@127.0.0.1:\(server.port)")
        await server.stop()
        let words = "it does not accept the user and the password (HTTP 407)"
        #expect(
            run.outcome.failure?.message
                == "no tunnel through the proxy 127.0.0.1:\(server.port): \(words)"
        )
    }

    @Test func aProxyThatCannotBeReachedIsCalledOne() async throws {
        let port = try DeafPort()
        let refused = try await Self.run(by: "http://127.0.0.1:\(port.number)")
        #expect(
            refused.outcome.failure?.message
                == "cannot connect to the proxy 127.0.0.1:\(port.number): connection refused"
        )
        let unknown = try await Self.run(by: "http://nosuchproxy.invalid:1")
        #expect(
            unknown.outcome.failure?.message
                .hasPrefix("cannot look up the proxy 'nosuchproxy.invalid': ") == true
        )
    }

    private static func run(through server: ProxyServer) async throws -> Run {
        try await run(by: "http://127.0.0.1:\(server.port)")
    }

    private static func run(by proxy: String) async throws -> Run {
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
            timeouts: .generous
        )
        let run = await client.send(prepared, number: 1, lane: 0, epoch: .now())
        await client.shutdown()
        return run
    }
}
