/// One value at run time: what a variable holds, what a literal means.
package enum Scalar: Sendable, Equatable {
    case text(String)
    case number(Double)
    case duration(nanoseconds: Int64)
    /// A fraction written with `%`: `1%` is 0.01.
    case percent(Double)

    /// Reads a word as the language would: a number, duration or percentage, else text.
    package init(word: String) {
        // Most words are no numbers, which shows at the first byte.
        let first = word.utf8.first ?? 0
        let mayBeNumber = Bytes.isDigit(first) || first == UInt8(ascii: "-")
        self = (mayBeNumber ? NumberScan.whole(Array(word.utf8)) : nil) ?? .text(word)
    }

    /// The value as text, as it interpolates into a string.
    package var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): plain(number)
        case .percent(let fraction): plain((fraction * 1e8).rounded() / 1e6) + "%"
        case .duration(let nanoseconds): durationText(nanoseconds)
        }
    }
}

/// A number without a needless `.0`, and without an exponent up to 16 digits.
func plain(_ number: Double) -> String {
    if number.magnitude < 1e16, let whole = Int64(exactly: number) { return String(whole) }
    return "\(number)"
}

private func durationText(_ nanoseconds: Int64) -> String {
    let units: [(size: Int64, name: String)] = [
        (86_400_000_000_000, "d"), (3_600_000_000_000, "h"), (60_000_000_000, "m"),
    ]
    for unit in units where nanoseconds != 0 && nanoseconds % unit.size == 0 {
        return "\(nanoseconds / unit.size)\(unit.name)"
    }
    return switch nanoseconds.magnitude {
    case 1_000_000_000...: plain(Double(nanoseconds) / 1e9) + "s"
    case 1_000_000...: plain(Double(nanoseconds) / 1e6) + "ms"
    case 1_000...: plain(Double(nanoseconds) / 1e3) + "us"
    case 0: "0s"
    default: "\(nanoseconds)ns"
    }
}
