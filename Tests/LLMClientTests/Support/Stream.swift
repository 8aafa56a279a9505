import MockProvider

/// Text of event streams as servers write them.
enum Stream {
    static let role = event(#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#)
    static let finish = event(#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#)
    static let usage = event(
        #"{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}"#
    )
    static let done = "data: [DONE]\n\n"

    /// Two tokens and everything that belongs around them.
    static let complete = role + token("one ") + token("two") + finish + usage + done

    static func token(_ text: String) -> String {
        event(#"{"choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":null}]}"#)
    }

    static func event(_ data: String) -> String { "data: \(data)\n\n" }
}

extension ResponseScript {
    /// A stream as one piece of the body.
    static func stream(_ text: String, framing: Framing = .chunked) -> ResponseScript {
        .response(framing: framing, body: [.text(text)])
    }

    /// Status line, headers and a body that ends with the connection, all in one write.
    static func oneWrite(_ body: String, then step: Step = .close) -> ResponseScript {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
        return ResponseScript([.text(head + body), step])
    }

    static func json(
        status: Int = 200,
        headers: [Header] = [],
        _ body: String
    ) -> ResponseScript {
        .response(
            status: status,
            headers: headers + [Header("Content-Type", "application/json")],
            framing: .contentLength,
            body: [.text(body)]
        )
    }

    static func html(status: Int, _ body: String) -> ResponseScript {
        .response(
            status: status,
            headers: [Header("Content-Type", "text/html")],
            framing: .contentLength,
            body: [.text(body)]
        )
    }

    func then(_ steps: Step...) -> ResponseScript {
        ResponseScript(self.steps + steps)
    }
}
