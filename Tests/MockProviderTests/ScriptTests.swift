import MockProvider
import Testing

@Suite struct ScriptTests {
    private static let event = ResponseScript.Step.text("data: {}\n\n")

    @Test(arguments: [
        (
            ResponseScript.response(body: [event, event]), nil as Received.End?,
            "data: {}\n\ndata: {}\n\n"
        ),
        (.response(framing: .contentLength, body: [event, .text("x")]), nil, "data: {}\n\nx"),
        (.response(framing: .untilClose, body: [event]), .closed, "data: {}\n\n"),
        (.response(body: [event, .close]), .closed, "data: {}\n\n"),
        (.response(body: [event, .pause(.milliseconds(20)), .reset]), .reset, "data: {}\n\n"),
        (ResponseScript([.close]), .closed, ""),
        (ResponseScript([.reset]), .reset, ""),
        (ResponseScript([.text("HTTP/1.1 2"), .pause(.milliseconds(5)), .close]), .closed, ""),
    ])
    func scriptsAreFollowed(
        script: ResponseScript,
        end: Received.End?,
        body: String
    ) async throws {
        try await withMock { mock in
            mock.set(script: script, for: "m")
            let received = try Wire.exchange(Wire.chat("m"), port: mock.port)
            #expect(received.end == end)
            #expect(received.body == body)
        }
    }

    @Test func headersAndStatusAreAsWritten() async throws {
        try await withMock { mock in
            let redirect = ResponseScript.response(
                status: 307,
                headers: [Header("Location", "http://127.0.0.1:1/v1")],
                framing: .contentLength,
                body: []
            )
            mock.set(script: redirect, for: "elsewhere")
            let received = try Wire.exchange(Wire.chat("elsewhere"), port: mock.port)
            #expect(received.status == 307)
            #expect(received.header("Location") == "http://127.0.0.1:1/v1")
            #expect(received.header("Content-Length") == "0")
            #expect(mock.behaviour(of: "elsewhere") == nil)
            #expect(mock.models == ["elsewhere", "m"])
        }
    }

    @Test func pausesAreLowerBounds() async throws {
        try await withMock { mock in
            let slow = ResponseScript.response(body: [
                Self.event, .pause(.milliseconds(60)), Self.event,
            ])
            mock.set(script: ResponseScript([.pause(.milliseconds(40))] + slow.steps), for: "m")
            let sent = Wire.now()
            let received = try Wire.exchange(Wire.chat("m"), port: mock.port)
            let times = received.times(of: "data: {}").map { Double($0 - sent) / 1_000_000 }
            #expect(times.count == 2)
            #expect(times.first ?? 0 >= 40)
            #expect(times.last ?? 0 >= 100)
        }
    }

    @Test func aStallKeepsTheConnectionOpenAndSilent() async throws {
        try await withMock { mock in
            let steps = [Self.event, .stallForever, Self.event]
            mock.set(script: .response(body: steps), for: "m")
            do {
                let wire = try Wire(port: mock.port)
                try wire.send(Wire.chat("m"))
                var text = ""
                while !text.contains("data: {}") { text += try wire.receiveSome() }
                #expect(!wire.hears(within: 50))
                #expect(mock.load().responses == 1)
            }
            #expect(try await eventually { mock.load().responses == 0 })
        }
    }

    @Test func cutsAreWhereAskedAndLoseNothing() {
        let bytes = Array("0123456789".utf8)
        let steps = ResponseScript.cut(bytes, at: [0, 3, 2, 7, 10, 99], pause: .zero)
        let parts = steps.compactMap { step -> [UInt8]? in
            if case .bytes(let part) = step { part } else { nil }
        }
        #expect(parts.map(\.count) == [3, 4, 3])
        #expect(Array(parts.joined()) == bytes)
    }

    @Test func aScriptGivesWayToABehaviour() async throws {
        try await withMock { mock in
            mock.set(script: ResponseScript([.close]), for: "m")
            let closed = try Wire.exchange(Wire.chat("m"), port: mock.port)
            #expect(closed.end == .closed)
            mock.set(.instant(tokens: 2), for: "m")
            #expect(mock.behaviour(of: "m") == .instant(tokens: 2))
            let whole = try Wire.exchange(Wire.chat("m"), port: mock.port)
            #expect(whole.chunks.answer.count == 2)
        }
    }
}
