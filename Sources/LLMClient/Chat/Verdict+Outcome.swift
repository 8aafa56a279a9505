internal import Measurement

extension Verdict {
    /// The run's outcome, in words that say what came, and what to do where that is known.
    func outcome(of head: ResponseHead) -> Outcome {
        switch self {
        case .ok: .success
        case .error(let error, let place): .error(Self.failure(error, place, head))
        case .filtered:
            .error(
                Failure(
                    .stream,
                    "the provider's content filter stopped the answer; change the prompt"
                )
            )
        case .lengthNoAnswer:
            .error(
                Failure(
                    .empty,
                    "the token limit was spent before any answer came; raise max_tokens, or set "
                        + "thinking off"
                )
            )
        case .truncated:
            .error(
                Failure(
                    .truncated,
                    "the answer ended without a finish_reason: the server or a gateway cut it"
                )
            )
        case .noFinishReason:
            .error(Failure(.protocol, "[DONE] came without a finish_reason"))
        case .empty:
            .error(Failure(.empty, "the answer ended properly and held no text"))
        case .notStreamed:
            .error(
                Failure(
                    .noStream,
                    "a complete answer came where a stream was asked for; there is "
                        + "nothing to time, so turn streaming on at the server or gateway"
                )
            )
        }
    }

    private static func failure(
        _ error: ServerError,
        _ place: Place,
        _ head: ResponseHead
    ) -> Failure {
        switch place {
        case .http: httpFailure(error, head)
        case .body: bodyFailure(error, head)
        case .stream:
            if error.type == "non_json" {
                Failure(.protocol, "an event of the stream is not JSON: \(error.summary)")
            } else {
                Failure(
                    Self.isRateLimit(error) ? .rateLimited : .stream,
                    "error in the stream: \(error.summary)"
                )
            }
        case .finishReason:
            Failure(.stream, "the provider gave up: finish_reason \(error.code?.string ?? "?")")
        }
    }

    private static func httpFailure(_ error: ServerError, _ head: ResponseHead) -> Failure {
        var message = "HTTP \(head.status): \(error.summary)"
        if 300..<400 ~= head.status {
            let place = head.header("location") ?? "somewhere else"
            message = "HTTP \(head.status): redirected to \(place); use that address in the url"
        }
        if let hint = hint(for: head.status) { message += "; \(hint)" }
        if head.status == 429, let wait = head.retryAfter {
            message += "; retry after \(JSONValue.number(wait).text) s"
        }
        return Failure(
            head.status == 429 ? .rateLimited : .http,
            message,
            httpStatus: head.status,
            retryAfter: head.retryAfter
        )
    }

    private static func hint(for status: Int) -> String? {
        switch status {
        case 401, 403: "check the key: 'show providers' names its variable"
        case 404: "check the model, and that the url ends where /chat/completions follows"
        default: nil
        }
    }

    private static func bodyFailure(_ error: ServerError, _ head: ResponseHead) -> Failure {
        if error.type == "non_json" {
            let type = head.header("content-type") ?? "no content-type"
            return Failure(
                .noStream,
                "HTTP 200 with \(type) in place of an event stream: \(error.summary)",
                httpStatus: 200
            )
        }
        return Failure(
            isRateLimit(error) ? .rateLimited : .stream,
            "HTTP 200 with an error: \(error.summary)",
            httpStatus: 200
        )
    }

    /// MiniMax says 1002, others say 429, inside a 200.
    private static func isRateLimit(_ error: ServerError) -> Bool {
        let code = error.code?.integer ?? error.code?.string.flatMap { Int($0) }
        return code == 429 || (error.type == "base_resp" && code == 1002)
    }
}
