/// An error as a server words it, in any of the shapes seen.
struct ServerError: Hashable {
    var message: String?
    var type: String?
    var code: JSONValue?

    /// Finds the error in a JSON value of an answer, nil when it holds none.
    ///
    /// - Parameter event: the name of the SSE event it came in, empty for none.
    static func find(in value: JSONValue, event: [UInt8] = []) -> ServerError? {
        guard value.isObject else { return nil }
        if let text = value["error"]?.string, !text.isEmpty {
            let message = value["message"]?.string.flatMap { $0.isEmpty ? nil : $0 }
            return ServerError(
                message: message ?? text,
                type: value["error_type"]?.string,
                code: value["status"]
            )
        }
        if case .object(let members)? = value["error"], !members.isEmpty {
            let codes = ["code", "status_code", "http_code", "http_status_code"]
            return ServerError(
                message: members["message"]?.string,
                type: members["type"]?.string,
                code: codes.lazy.compactMap { members[$0] }.first { $0 != .null }
            )
        }
        if let base = value["base_resp"], let status = base["status_code"], status != .null,
            status != .number(0)
        {
            return ServerError(
                message: base["status_msg"]?.string,
                type: "base_resp",
                code: status
            )
        }
        if value["object"] == .string("error") { return ServerError(plain: value) }
        if let detail = value["detail"], value["choices"] == nil {
            return ServerError(message: detail.string ?? detail.text, type: "detail")
        }
        return event == Array("error".utf8) ? ServerError(plain: value) : nil
    }

    init(message: String?, type: String?, code: JSONValue? = nil) {
        self.message = message
        self.type = type
        self.code = code
    }

    private init(plain value: JSONValue) {
        message = value["message"]?.string
        type = value["type"]?.string
        code = value["code"]
    }

    /// Kinds that say nothing to a person.
    private static let silentTypes: Set = ["base_resp", "detail", "non_json"]

    /// One line: the message, with type and code where they add something.
    var summary: String { summary(besides: nil) }

    /// The same for a status that is told anyway.
    func summary(besides status: Int?) -> String {
        var tags: [String] = []
        if let type, !Self.silentTypes.contains(type) { tags.append(type) }
        if let code, code != .null, status == nil || number != status {
            let text = code.string ?? code.text
            if !tags.contains(text) { tags.append(text) }
        }
        let tag = tags.joined(separator: ", ")
        guard let message, !message.isEmpty else { return tag.isEmpty ? "no message" : tag }
        return tag.isEmpty ? message : "\(message) (\(tag))"
    }

    /// The message; of a page, such as a proxy sends for a 502, its words.
    var plainMessage: String? {
        type == "non_json" ? message.map(PageText.words) : message
    }

    /// The code where it is a number, written as one or as text.
    private var number: Int? {
        code?.integer ?? code?.string.flatMap { Int($0) }
    }

    /// Whether it is what the provider answers 429 for, in whatever place it tells it.
    ///
    /// 1302, 1305 and 1113 are Z.ai's; MiniMax counts for itself.
    var isRateLimit: Bool {
        if type == "base_resp" { return number == 1002 }
        if let number, [429, 1302, 1305, 1113].contains(number) { return true }
        return [type, code?.string].contains { $0.map(Self.limits.contains) ?? false }
    }

    private static let limits: Set = [
        "rate_limit_exceeded", "rate_limit_error", "rate_limit_reached_error",
        "engine_overloaded_error", "exceeded_current_quota_error", "insufficient_quota",
    ]
}
