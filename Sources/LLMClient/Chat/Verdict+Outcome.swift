internal import Measurement
internal import Text

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
        case .truncated(nil):
            .error(
                Failure(
                    .truncated,
                    "the answer ended without a finish_reason: the server or a gateway cut it"
                )
            )
        case .truncated(let chunks?):
            .error(
                Failure(
                    .truncated,
                    "the connection ended in the middle of an event, after "
                        + Count.text(chunks, "chunk")
                )
            )
        case .noFinishReason:
            .error(Failure(.protocol, "[DONE] came without a finish_reason"))
        case .empty:
            .error(Failure(.empty, "the answer ended properly and held no text"))
        case .emptyBody:
            .error(Failure(.empty, "HTTP 200 with an empty body", httpStatus: 200))
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
                    error.isRateLimit ? .rateLimited : .stream,
                    "error in the stream: \(error.summary)"
                )
            }
        case .finishReason:
            Failure(.stream, "the provider gave up: finish_reason \(error.code?.string ?? "?")")
        }
    }

    private static func httpFailure(_ error: ServerError, _ head: ResponseHead) -> Failure {
        var message =
            300..<400 ~= head.status
            ? "HTTP \(head.status): \(redirection(to: head.header("location")))"
            : "HTTP \(head.status): \(error.summary(besides: head.status))"
        if let hint = hint(for: error, head.status) { message += "; \(hint)" }
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

    /// Where a redirect leads, as the base url that would lead there at once where there is one.
    private static func redirection(to location: String?) -> String {
        guard let location, !location.isEmpty else {
            return "redirected, and it does not say where"
        }
        let path = location.prefix { $0 != "?" && $0 != "#" }
        let end = "/chat/completions"
        guard path.hasPrefix("http"), path.hasSuffix(end) else {
            return "redirected to \(location)"
        }
        return "redirected to \(path.dropLast(end.count)); use that address in the url"
    }

    private static func hint(for error: ServerError, _ status: Int) -> String? {
        switch status {
        case 400, 422: settingHint(for: error)
        case 401, 403: "check the key: 'show providers' names its variable"
        case 404: "check the model, and that the url ends where /chat/completions follows"
        default: nil
        }
    }

    /// The setting to change where the words name a field that has one.
    private static func settingHint(for error: ServerError) -> String? {
        guard let words = error.message?.lowercased() else { return nil }
        if words.contains("temperature") { return "'set temperature' changes it" }
        // A field by another name is not the setting's affair.
        guard error.code?.string != "unsupported_parameter" else { return nil }
        let limits = ["max_tokens", "max_completion_tokens"]
        return limits.contains { words.contains($0) } ? "'set max_tokens' changes it" : nil
    }

    private static func bodyFailure(_ error: ServerError, _ head: ResponseHead) -> Failure {
        if error.type == "non_json" {
            let type = head.header("content-type") ?? "no content-type"
            let fault = head.isEventStream ? "that holds no event" : "in place of an event stream"
            return Failure(
                .noStream,
                "HTTP 200 with \(type) \(fault): \(error.summary)",
                httpStatus: 200
            )
        }
        return Failure(
            error.isRateLimit ? .rateLimited : .stream,
            "HTTP 200 with an error: \(error.summary)",
            httpStatus: 200
        )
    }
}
