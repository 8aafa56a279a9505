/// The line before a chunk: a hexadecimal number and perhaps extensions, cut anywhere.
struct ChunkSize {
    private(set) var value = 0
    private var digits = 0
    private var isBehindNumber = false
    private var length = 0

    /// Takes the next byte; true when it ended the line.
    @inline(__always)
    mutating func take(_ byte: UInt8) throws(ResponseError) -> Bool {
        length += 1
        guard length <= ResponseParser.maximumHead else { throw .headTooLong }
        if byte == 0x0a {
            guard digits > 0 else { throw .malformedChunk }
            return true
        }
        if isBehindNumber { return false }
        let digit: UInt8
        switch byte {
        case 0x30...0x39: digit = byte - 0x30
        case 0x41...0x46: digit = byte - 0x37
        case 0x61...0x66: digit = byte - 0x57
        case UInt8(ascii: ";"), 0x20, 0x09, 0x0d:
            guard digits > 0 else { throw .malformedChunk }
            isBehindNumber = true
            return false
        default: throw .malformedChunk
        }
        digits += 1
        // What is beyond reason must not overflow either.
        guard digits <= 15 else { throw .malformedChunk }
        value = value << 4 | Int(digit)
        return false
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes behind the first ones; none when there are not so many.
    @inline(__always)
    func dropped(_ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[Swift.min(count, self.count)...])
    }

    /// Moves the first bytes out, or all when there are not so many.
    @inline(__always)
    mutating func taken(_ count: Int) -> UnsafeRawBufferPointer {
        let piece = UnsafeRawBufferPointer(rebasing: self[..<Swift.min(count, self.count)])
        self = dropped(piece.count)
        return piece
    }
}
