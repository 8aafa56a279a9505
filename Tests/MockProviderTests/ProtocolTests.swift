import MockProvider
import Testing

@Suite struct ProtocolTests {
    @Test(arguments: [
        ("GET /v1/nothing HTTP/1.1\r\nHost: m\r\n\r\n", 404, "unknown_url"),
        ("GET /v1/chat/completions HTTP/1.1\r\nHost: m\r\n\r\n", 405, "method_not_supported"),
        ("DELETE /v1/models?a=b HTTP/1.1\r\nHost: m\r\n\r\n", 405, "method_not_supported"),
        (Wire.chat("nobody"), 404, "model_not_found"),
        (Wire.post("{"), 400, "not valid JSON"),
        (Wire.post(""), 400, "not valid JSON"),
        (Wire.post("[]"), 400, "must be a JSON object"),
        (Wire.post(#"{"messages":[]}"#), 400, "'model' is missing"),
        (Wire.post(#"{"model":7}"#), 400, "'model' has the wrong type"),
        (Wire.chat("m", fields: #","max_tokens":0"#), 400, "'max_tokens' must be at least 1"),
        (Wire.chat("m", fields: #","max_tokens":1e40"#), 400, "error"),
        (Wire.chat("m", fields: #","stream_options":3"#), 400, "'stream_options' has the wrong"),
        ("rubbish\r\n\r\n", 400, "not valid HTTP"),
        ("POST /v1/chat/completions HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400, "not valid"),
    ])
    func badRequestsAreRefusedInTheShapeOfOpenAI(
        request: String,
        status: Int,
        says: String
    ) async throws {
        try await withMock { mock in
            let received = try Wire.exchange(request, port: mock.port)
            #expect(received.status == status)
            #expect(received.body.contains(says))
            #expect(try received.decoded().error?.message.isEmpty == false)
        }
    }

    @Test func modelsAreListed() async throws {
        try await withMock(Behaviour.named) { mock in
            let request = "GET /v1/models HTTP/1.1\r\nHost: m\r\n\r\n"
            let received = try Wire.exchange(request, port: mock.port)
            #expect(received.status == 200)
            for name in ["fast", "flaky", "jittery", "slow", "steady", "thinking"] {
                #expect(mock.models.contains(name))
                #expect(received.body.contains(#""id":"\#(name)""#))
            }
        }
    }

    @Test func connectionsAreReusedAndRequestsRecordedWithoutSecrets() async throws {
        try await withMock { mock in
            let wire = try Wire(port: mock.port)
            for _ in 0..<3 {
                let secret = "Authorization: Bearer sk-secret\r\nApi-Key: sk-secret\r\n"
                try wire.send(Wire.chat("m", headers: secret))
                #expect(try wire.receive().status == 200)
            }
            _ = try Wire.exchange(Wire.chat("m"), port: mock.port)
            let requests = mock.requests()
            #expect(requests.map(\.connection) == [1, 1, 1, 2])
            let first = try #require(requests.first)
            #expect(first.method == "POST")
            #expect(first.target == "/v1/chat/completions")
            #expect(first.authorizationScheme == "Bearer")
            #expect(requests.last?.authorizationScheme == nil)
            #expect(first.headers.contains(Header("Authorization", "***")))
            #expect(!String(describing: requests).contains("sk-secret"))
            #expect(String(decoding: first.body, as: UTF8.self).contains(#""model":"m""#))
        }
    }

    @Test func aKeyWithoutASchemeIsNotTakenForOne() async throws {
        try await withMock { mock in
            let request = Wire.chat("m", headers: "Authorization: sk-secret\r\n")
            _ = try Wire.exchange(request, port: mock.port)
            #expect(mock.requests().first?.authorizationScheme == "")
        }
    }

    @Test func theLogKeepsTheLatestThousand() async throws {
        try await withMock { mock in
            let wire = try Wire(port: mock.port)
            for number in 1...1003 {
                try wire.send("GET /v1/\(number) HTTP/1.1\r\nHost: m\r\n\r\n")
                #expect(try wire.receive().status == 404)
            }
            let requests = mock.requests()
            #expect(requests.count == 1000)
            #expect(requests.first?.target == "/v1/4")
            #expect(requests.last?.target == "/v1/1003")
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await withMock { mock in
            let wire = try Wire(port: mock.port)
            let last = Wire.chat("m", headers: "Connection: close\r\n")
            try wire.send(Wire.chat("nobody") + Wire.chat("m") + last)
            var text = ""
            // Responses may share a read, so only the end of the connection is sure.
            while true {
                let received = try wire.receive()
                text += received.text
                if received.end != nil { break }
            }
            let statuses = text.matches(of: #/HTTP/1.1 (\d+)/#).map { String($0.1) }
            #expect(statuses == ["404", "200", "200"])
            #expect(text.hasSuffix("0\r\n\r\n"))
        }
    }

    @Test func connectionCloseIsHonoured() async throws {
        try await withMock { mock in
            let wire = try Wire(port: mock.port)
            try wire.send(Wire.chat("m", headers: "Connection: close\r\n"))
            let received = try wire.receive()
            #expect(received.header("Connection") == "close")
            #expect(received.events.last == "[DONE]")
            #expect(try wire.receive().end == .closed)
        }
    }

    @Test func largeBodiesAreRefused() async throws {
        try await withMock { mock in
            let wire = try Wire(port: mock.port)
            let chunk = String(repeating: "x", count: 1024 * 1024)
            try wire.send(
                "POST /v1/chat/completions HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            // The server may close while the rest is still under way.
            for _ in 0..<20 { try? wire.send("100000\r\n\(chunk)\r\n") }
            #expect(try await eventually { mock.load().connections == 0 })
            #expect(mock.requests().isEmpty)
        }
    }
}
