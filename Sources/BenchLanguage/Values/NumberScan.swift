/// A number read from the front of some bytes: digits, fraction, exponent and a unit.
struct NumberScan {
    /// Nil when the unit is unknown or the number is out of range.
    let scalar: Scalar?
    /// The bytes that are the number without its unit.
    let digits: Range<Int>
    /// The bytes that stand where a unit would.
    let unit: Range<Int>
    /// Whether what stands where a unit would is one, or nothing.
    let hasUnit: Bool

    /// Reads a number that is the whole of some bytes, with an optional minus sign.
    static func whole(_ bytes: [UInt8]) -> Scalar? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        guard let scan = NumberScan(bytes, at: isNegative ? 1 : 0),
            scan.unit.upperBound == bytes.count, let scalar = scan.scalar
        else { return nil }
        return isNegative ? scalar.negated : scalar
    }

    init?(_ bytes: [UInt8], at start: Int) {
        var end = NumberScan.endOfDigits(bytes, start)
        guard end > start else { return nil }
        // `1..8` is a range, so a point needs a digit behind it.
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
            let fraction = NumberScan.endOfDigits(bytes, end + 1)
            if fraction > end + 1 { end = fraction }
        }
        if end < bytes.count, bytes[end] | 0x20 == UInt8(ascii: "e") {
            let hasSign = end + 1 < bytes.count && (bytes[end + 1] == 43 || bytes[end + 1] == 45)
            let first = end + (hasSign ? 2 : 1)
            let exponent = NumberScan.endOfDigits(bytes, first)
            if exponent > first { end = exponent }
        }
        digits = start..<end
        var unitEnd = end
        if end < bytes.count, bytes[end] == UInt8(ascii: "%") {
            unitEnd += 1
        } else {
            while unitEnd < bytes.count, Bytes.isName(bytes[unitEnd]) || bytes[unitEnd] >= 0x80 {
                unitEnd += 1
            }
        }
        unit = end..<unitEnd
        let name = String(decoding: bytes[end..<min(unitEnd, end + 5)], as: UTF8.self)
        hasUnit = name.isEmpty || name == "%" || NumberScan.isUnit(name)
        scalar = NumberScan.scalar(bytes, digits, unit)
    }

    private static func endOfDigits(_ bytes: [UInt8], _ start: Int) -> Int {
        guard start < bytes.count, Bytes.isDigit(bytes[start]) else { return start }
        var end = start
        while end < bytes.count, Bytes.isDigit(bytes[end]) || bytes[end] == UInt8(ascii: "_") {
            end += 1
        }
        // A trailing `_` is not part of the number, so it is reported as its unit.
        while bytes[end - 1] == UInt8(ascii: "_") { end -= 1 }
        return end
    }

    private static func scalar(
        _ bytes: [UInt8],
        _ digits: Range<Int>,
        _ unit: Range<Int>
    ) -> Scalar? {
        // No unit is as long, and the digits of no number that fits are.
        guard unit.count <= 3, digits.count <= 400 else { return nil }
        let kept = bytes[digits].filter { $0 != UInt8(ascii: "_") }
        guard let number = Double(String(decoding: kept, as: UTF8.self)), number.isFinite else {
            return nil
        }
        switch String(decoding: bytes[unit], as: UTF8.self) {
        case "": return .number(number)
        case "%": return .percent(number / 100)
        case let name:
            guard let size = nanosecondsPerUnit[name] else { return nil }
            return Int64(exactly: (number * size).rounded()).map { .duration(nanoseconds: $0) }
        }
    }

    static func isUnit(_ text: String) -> Bool { nanosecondsPerUnit[text] != nil }

    static let nanosecondsPerUnit: [String: Double] = [
        "ns": 1, "us": 1e3, "\u{B5}s": 1e3, "\u{3BC}s": 1e3, "ms": 1e6, "s": 1e9,
        "m": 6e10, "min": 6e10, "h": 3.6e12, "d": 8.64e13,
    ]
}

extension Scalar {
    fileprivate var negated: Scalar {
        switch self {
        case .text: self
        case .number(let number): .number(-number)
        case .percent(let fraction): .percent(-fraction)
        case .duration(let nanoseconds): .duration(nanoseconds: 0 &- nanoseconds)
        }
    }
}
