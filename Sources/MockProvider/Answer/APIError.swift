import Text

/// A refusal in the shape that OpenAI gives it.
struct APIError: Error {
    var status: Int
    var message: String
    var type = "invalid_request_error"
    var parameter: String?
    var code: String?
    var headers: [Header] = []

    static func invalidRequest(_ message: String, parameter: (any CodingKey)? = nil) -> APIError {
        APIError(status: 400, message: message, parameter: parameter?.stringValue)
    }

    static func unknownModel(_ model: String, known: [String]) -> APIError {
        APIError(
            status: 404,
            message: "the model '\(model)' does not exist; this server has "
                + known.joined(separator: ", "),
            parameter: "model",
            code: "model_not_found"
        )
    }

    static func unknownPath(_ path: String) -> APIError {
        APIError(
            status: 404,
            message: "there is nothing at '\(path)'; try /v1/chat/completions or /v1/models",
            code: "unknown_url"
        )
    }

    static func methodNotAllowed(_ method: String, path: String, allowed: String) -> APIError {
        APIError(
            status: 405,
            message: "'\(path)' does not answer \(method); use \(allowed)",
            code: "method_not_supported",
            headers: [Header("Allow", allowed)]
        )
    }

    static let tooLarge = APIError(status: 413, message: "the body is larger than 16 MiB")
    static let malformed = APIError(status: 400, message: "the request is not valid HTTP/1.1")
    static let rateLimited = APIError(
        status: 429,
        message: "rate limit reached; try again in 1s",
        type: "requests",
        code: "rate_limit_exceeded",
        headers: [Header("Retry-After", "1")]
    )
    static let serverError = APIError(
        status: 500,
        message: "the server had an error while processing the request",
        type: "server_error"
    )

    /// The JSON body `{"error": …}`.
    var json: String {
        "{\"error\":\(object)}"
    }

    /// The error object alone, for a chunk that carries it.
    var object: String {
        "{\"message\":\(JSON.string(message).text),\"type\":\(JSON.string(type).text),"
            + "\"param\":\(parameter.map { JSON.string($0).text } ?? "null"),"
            + "\"code\":\(code.map { JSON.string($0).text } ?? "null")}"
    }
}
