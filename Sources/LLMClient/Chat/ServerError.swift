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
    var summary: String {
        let codeText = code.flatMap { $0 == .null ? nil : $0.string ?? $0.text }
        let tag = [type, codeText].compactMap { $0 }.filter { !Self.silentTypes.contains($0) }
            .joined(separator: ", ")
        guard let message, !message.isEmpty else { return tag.isEmpty ? "no message" : tag }
        let text = type == "non_json" ? Self.withoutMarkup(message) : message
        return tag.isEmpty ? text : "\(text) (\(tag))"
    }

    /// The words of a page, such as a proxy sends for a 502.
    private static func withoutMarkup(_ text: String) -> String {
        guard text.hasPrefix("<") else { return text }
        return text.replacing(/<[^>]*>?/, with: " ")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
