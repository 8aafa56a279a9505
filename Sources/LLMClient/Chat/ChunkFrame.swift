private import Glibc

/// The bytes around the text of a chunk that held nothing else.
///
/// Most chunks of a stream differ in their text alone. One that begins and ends with the very
/// bytes of such a chunk is the same JSON around another string, so only the string is read.
struct ChunkFrame: Hashable {
    enum Text {
        case content, reasoning
    }

    /// Where the text of a chunk stands, quotes included.
    struct Place: Hashable {
        let text: Text
        let range: Range<Int>
    }

    private let text: Text
    /// Up to the opening quote, without it.
    private let before: [UInt8]
    /// From behind the closing quote.
    private let after: [UInt8]

    /// Learns from a chunk that was read in full.
    init(_ data: UnsafeRawBufferPointer, _ place: Place) {
        text = place.text
        before = Array(data[..<place.range.lowerBound])
        after = Array(data[place.range.upperBound...])
    }

    /// The place of the text in a chunk of this frame; nil for any other chunk.
    func place(in data: UnsafeRawBufferPointer) -> Place? {
        guard before.isHead(of: data) else { return nil }
        var cursor = JSONCursor(data, at: before.count)
        guard (try? cursor.stringBody()) != nil else { return nil }
        let rest = data.dropped(cursor.position)
        guard rest.count == after.count, after.isHead(of: rest) else { return nil }
        return Place(text: text, range: before.count..<cursor.position)
    }
}

extension [UInt8] {
    fileprivate func isHead(of data: UnsafeRawBufferPointer) -> Bool {
        guard count <= data.count, let address = data.baseAddress else { return false }
        return withUnsafeBytes { bytes in
            bytes.baseAddress.map { memcmp($0, address, bytes.count) == 0 } ?? true
        }
    }
}
