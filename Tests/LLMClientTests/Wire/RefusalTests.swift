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
            message: "HTTP 503: an empty body",
            status: 503
        ),
        Refusal(
            name: "redirect to another server",
            script: redirect("https://new.example/v2/chat/completions?x=1"),
            kind: .http,
            message: "HTTP 301: redirected to https://new.example/v2; use that address in the url",
            status: 301
        ),
        Refusal(
            name: "redirect to something else",
            script: redirect("/login"),
            kind: .http,
            message: "HTTP 301: redirected to /login",
            status: 301
        ),
        Refusal(
            name: "redirect to nowhere",
            script: redirect(nil),
            kind: .http,
            message: "HTTP 301: redirected, and it does not say where",
            status: 301
        ),
        Refusal(
            name: "a temperature that is not allowed",
            script: .json(status: 400, #"{"error":{"message":"invalid temperature: only 1"}}"#),
            kind: .http,
            message: "HTTP 400: invalid temperature: only 1; 'set temperature' changes it",
            status: 400
        ),
        Refusal(
            name: "too many tokens",
            script: .json(status: 400, #"{"error":{"message":"max_tokens is too large"}}"#),
            kind: .http,
            message: "HTTP 400: max_tokens is too large; 'set max_tokens' changes it",
            status: 400
        ),
        Refusal(
            name: "429 that is compressed",
            script: .response(
                status: 429,
                headers: [Header("Content-Encoding", "gzip"), Header("Retry-After", "3")],
                framing: .contentLength,
                body: [.bytes([0x1f, 0x8b, 8, 0])]
            ),
            kind: .rateLimited,
            message: "HTTP 429: a compressed body (gzip); retry after 3 s",
            status: 429,
            retryAfter: 3
        ),
        Refusal(
            name: "the same word twice",
            script: .json(
                status: 429,
                #"{"error":{"message":"no","type":"insufficient_quota","code":"insufficient_quota"}}"#
            ),
            kind: .rateLimited,
            message: "HTTP 429: no (insufficient_quota)",
            status: 429
        ),
        Refusal(
            name: "the status as its code",
            script: .json(status: 503, #"{"error":{"message":"Loading model","code":503}}"#),
            kind: .http,
            message: "HTTP 503: Loading model",
            status: 503
        ),
        Refusal(
            name: "502 with a styled page",
            script: .html(
                status: 502,
                "<!DOCTYPE html><!-- <b> no --><head><STYLE>body { \(String(repeating: "x", count: 300)) }"
                    + "</STYLE><script>if (a<b) {}</script></head><p>Down</p>"
            ),
            kind: .http,
            message: "HTTP 502: Down",
            status: 502
        ),
        Refusal(
            name: "control characters",
            script: .json(status: 400, #"{"error":{"message":"a\u001b[31mred\u0007\nb\u0085c"}}"#),
            kind: .http,
            message: "HTTP 400: a[31mred b c",
            status: 400
        ),
    ]

    private static func redirect(_ location: String?) -> ResponseScript {
        .response(
            status: 301,
            headers: location.map { [Header("Location", $0)] } ?? [],
            framing: .contentLength,
            body: []
        )
    }

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
            kind: .empty,
            message: "HTTP 200 with an empty body",
            status: 200
        ),
        Refusal(
            name: "a stream with nothing",
            script: .response(framing: .contentLength, body: []),
            kind: .empty,
            message: "HTTP 200 with an empty body",
            status: 200
        ),
        Refusal(
            name: "an error that calls itself a stream",
            script: .stream(error),
            kind: .stream,
            message: "HTTP 200 with an error: no (bad, c7)",
            status: 200
        ),
        Refusal(
            name: "compressed without saying so",
            script: .response(body: [.bytes([0x1f, 0x8b, 8, 0, 0x0a, 1])]),
            kind: .noStream,
            message:
                "HTTP 200 with text/event-stream that holds no event: a compressed body (gzip)",
            status: 200
        ),
        Refusal(
            name: "comments alone",
            script: .stream(": processing\n\n: processing\n\n"),
            kind: .truncated,
            message: "the answer ended without a finish_reason: the server or a gateway cut it"
        ),
        Refusal(
            name: "compressed by its transfer",
            script: ResponseScript([
                .text(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                        + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
                )
            ]),
            kind: .protocol,
            message: "the answer is compressed (gzip) although identity was asked for; compression "
                + "delays chunks, so nothing is measured"
        ),
        Refusal(
            name: "200 with a rate limit",
            script: .json(#"{"error":{"message":"no","code":"rate_limit_exceeded"}}"#),
            kind: .rateLimited,
            message: "HTTP 200 with an error: no (rate_limit_exceeded)",
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
            name: "rate limit by its name",
            script: .stream(Stream.event(#"{"error":{"message":"no","type":"rate_limit_error"}}"#)),
            kind: .rateLimited,
            message: "error in the stream: no (rate_limit_error)"
        ),
        Refusal(
            name: "rate limit of Z.ai",
            script: .stream(Stream.event(#"{"error":{"message":"no","code":"1302"}}"#)),
            kind: .rateLimited,
            message: "error in the stream: no (1302)"
        ),
        Refusal(
            name: "error in a choice",
            script: .stream(
                Stream.token("a")
                    + Stream.event(
                        #"{"choices":[{"delta":{},"finish_reason":"error","error":{"code":502,"#
                            + #""message":"upstream died"}}]}"#
                    )
            ),
            kind: .stream,
            message: "error in the stream: upstream died (502)"
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
        Refusal(
            name: "the provider failed",
            script: .stream(
                Stream.token("a")
                    + Stream.event(#"{"choices":[{"delta":{},"finish_reason":"failed"}]}"#)
            ),
            kind: .stream,
            message: "the provider gave up: finish_reason failed"
        ),
    ]
}
