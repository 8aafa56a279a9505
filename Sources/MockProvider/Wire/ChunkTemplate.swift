import NIOCore
import Text

/// An SSE event with holes for a token's text, ready to be framed as one HTTP chunk.
struct ChunkTemplate {
    /// Marks a hole; no JSON text holds this character bare.
    static let placeholder = "\u{1}"

    private let parts: [ByteBuffer]
    private let fixedLength: Int

    init(event: String) {
        parts = event.split(separator: Self.placeholder, omittingEmptySubsequences: false)
            .map { ByteBuffer(substring: $0) }
        fixedLength = parts.reduce(0) { $0 + $1.readableBytes }
    }

    func chunk(text: String) -> ByteBuffer {
        let escaped = JSON.escaped(text)
        let length = fixedLength + (parts.count - 1) * escaped.utf8.count
        var buffer = ByteBuffer()
        buffer.reserveCapacity(length + 16)
        buffer.writeString(String(length, radix: 16))
        buffer.writeBytes(HTTPChunk.tail)
        for (index, part) in parts.enumerated() {
            if index > 0 { buffer.writeString(escaped) }
            buffer.writeImmutableBuffer(part)
        }
        buffer.writeBytes(HTTPChunk.tail)
        return buffer
    }
}
