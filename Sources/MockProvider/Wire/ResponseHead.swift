import NIOHTTP1

/// The status line and headers of a response.
struct ResponseHead {
    var status: Int
    var headers: [Header]

    /// The bytes up to and with the empty line.
    var text: String {
        let status = min(max(status, 100), 999)
        let reason = HTTPResponseStatus(statusCode: status).reasonPhrase
        let fields = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return "HTTP/1.1 \(status) \(reason)\r\n\(fields)\r\n"
    }
}

/// The framing of chunked transfer encoding.
enum HTTPChunk {
    static let tail: [UInt8] = [0x0D, 0x0A]
    static let last = "0\r\n\r\n"

    static func head(length: Int) -> [UInt8] {
        Array(String(length, radix: 16).utf8) + tail
    }

    /// A text as one chunk; nothing for an empty text, which would end the body.
    static func text(_ text: String) -> String {
        text.isEmpty ? "" : "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
    }
}
