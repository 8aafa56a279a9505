import LLMClient
import Measurement
import MockProvider
import Testing

/// Complete answers that are no success: each lands in its kind, with words that help.
struct RefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let script: ResponseScript
        let kind: ErrorKind
        let message: String
        var status: Int?
        var retryAfter: Double?

        var testDescription: String { name }
    }

    @Test(arguments: statuses + bodies + streams)
    func isTold(refusal: Refusal) async throws {
        try await withBench { bench in
            let run = try await bench.run(refusal.script)
            let failure = try #require(run.outcome.failure)
            #expect(failure.kind == refusal.kind)
            #expect(failure.message == refusal.message)
            #expect(failure.httpStatus == refusal.status)
            #expect(failure.retryAfter == refusal.retryAfter)
            #expect(run.headers != nil)
            #expect(run.end >= (run.firstByte ?? 0))
        }
    }

    private static let error = #"{"error":{"message":"no","type":"bad","code":"c7"}}"#

    private static let statuses = [
        Refusal(
            name: "401",
            script: .json(status: 401, error),
            kind: .http,
            message: "HTTP 401: no (bad, c7); check the key: 'show providers' names its variable",
            status: 401
        ),
        Refusal(
            name: "404",
            script: .json(status: 404, error),
            kind: .http,
            message: "HTTP 404: no (bad, c7); check the model, and that the url ends where "
                + "/chat/completions follows",
            status: 404
        ),
        Refusal(
            name: "429",
            script: .json(status: 429, error),
            kind: .rateLimited,
            message: "HTTP 429: no (bad, c7)",
            status: 429
        ),
        Refusal(
            name: "429 with Retry-After",
            script: .json(status: 429, headers: [Header("Retry-After", "7")], error),
            kind: .rateLimited,
            message: "HTTP 429: no (bad, c7); retry after 7 s",
            status: 429,
            retryAfter: 7
        ),
        Refusal(
            name: "500 with HTML",
            script: .html(status: 500, "<html><body>\n<h1>Oops</h1>\r\n</body></html>"),
            kind: .http,
            message: "HTTP 500: Oops",
            status: 500
        ),
        Refusal(
            name: "502 with a page of a proxy",
            script: .html(
                status: 502,
                "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center>"
                    + "<h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>"
            ),
            kind: .http,
            message: "HTTP 502: 502 Bad Gateway 502 Bad Gateway nginx",
            status: 502
        ),
        Refusal(
            name: "503 without a body",
            script: .response(status: 503, headers: [], framing: .contentLength, body: []),
            kind: .http,
            message: "HTTP 503: no message",
            status: 503
        ),
        Refusal(
            name: "redirect",
            script: .response(
                status: 301,
                headers: [Header("Location", "https://new.example/v1")],
                framing: .contentLength,
                body: []
            ),
            kind: .http,
            message: "HTTP 301: redirected to https://new.example/v1; use that address in the url",
            status: 301
        ),
        Refusal(
            name: "control characters",
            script: .json(status: 400, #"{"error":{"message":"a\u001b[31mred\u0007\nb\u0085c"}}"#),
            kind: .http,
            message: "HTTP 400: a[31mred b c",
            status: 400
        ),
    ]

    private static let bodies = [
        Refusal(
            name: "200 with an error",
            script: .json(error),
            kind: .stream,
            message: "HTTP 200 with an error: no (bad, c7)",
            status: 200
        ),
        Refusal(
            name: "200 with MiniMax's rate limit",
            script: .json(#"{"base_resp":{"status_code":1002,"status_msg":"slow down"}}"#),
            kind: .rateLimited,
            message: "HTTP 200 with an error: slow down (1002)",
            status: 200
        ),
        Refusal(
            name: "a complete answer",
            script: .json(#"{"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}"#),
            kind: .noStream,
            message:
                "a complete answer came where a stream was asked for; there is nothing to time, "
                + "so turn streaming on at the server or gateway"
        ),
        Refusal(
            name: "wrong content type",
            script: .html(status: 200, "<p>Welcome</p>"),
            kind: .noStream,
            message: "HTTP 200 with text/html in place of an event stream: Welcome",
            status: 200
        ),
        Refusal(
            name: "200 with nothing",
            script: .response(headers: [], framing: .contentLength, body: []),
            kind: .noStream,
            message: "HTTP 200 with no content-type in place of an event stream: no message",
            status: 200
        ),
        Refusal(
            name: "compressed stream",
            script: .response(
                headers: [.eventStream, Header("Content-Encoding", "gzip")],
                body: [.bytes([0x1f, 0x8b, 8, 0])]
            ),
            kind: .protocol,
            message: "the answer is compressed (gzip) although identity was asked for; compression "
                + "delays chunks, so nothing is measured"
        ),
    ]

    private static let streams = [
        Refusal(
            name: "error in the stream",
            script: .stream(Stream.role + Stream.token("a") + Stream.event(error)),
            kind: .stream,
            message: "error in the stream: no (bad, c7)"
        ),
        Refusal(
            name: "rate limit in the stream",
            script: .stream(Stream.event(#"{"error":{"message":"no","code":429}}"#)),
            kind: .rateLimited,
            message: "error in the stream: no (429)"
        ),
        Refusal(
            name: "error event",
            script: .stream("event: error\ndata: {\"message\":\"overloaded\"}\n\n"),
            kind: .stream,
            message: "error in the stream: overloaded"
        ),
        Refusal(
            name: "not JSON",
            script: .stream(Stream.event("{oops") + Stream.complete),
            kind: .protocol,
            message: "an event of the stream is not JSON: {oops"
        ),
        Refusal(
            name: "missing finish",
            script: .stream(Stream.role + Stream.token("a") + Stream.done),
            kind: .protocol,
            message: "[DONE] came without a finish_reason"
        ),
        Refusal(
            name: "neither finish nor [DONE]",
            script: .stream(Stream.role + Stream.token("a")),
            kind: .truncated,
            message: "the answer ended without a finish_reason: the server or a gateway cut it"
        ),
        Refusal(
            name: "nothing generated",
            script: .stream(Stream.role + Stream.finish + Stream.done),
            kind: .empty,
            message: "the answer ended properly and held no text"
        ),
        Refusal(
            name: "token limit before an answer",
            script: .stream(
                Stream.event(
                    #"{"choices":[{"delta":{"reasoning":"hm"},"finish_reason":"length"}]}"#
                )
                    + Stream.done
            ),
            kind: .empty,
            message: "the token limit was spent before any answer came; raise max_tokens, or set "
                + "thinking off"
        ),
        Refusal(
            name: "content filter",
            script: .stream(
                Stream.token("a")
                    + Stream.event(#"{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"#)
            ),
            kind: .stream,
            message: "the provider's content filter stopped the answer; change the prompt"
        ),
        Refusal(
            name: "the provider gave up",
            script: .stream(
                Stream.token("a")
                    + Stream.event(#"{"choices":[{"delta":{},"finish_reason":"network_error"}]}"#)
            ),
            kind: .stream,
            message: "the provider gave up: finish_reason network_error"
        ),
    ]
}
