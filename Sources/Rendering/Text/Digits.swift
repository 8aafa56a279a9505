/// Plain decimal notation, free of any locale.
enum Digits {
    /// A number with a fixed number of decimals, halves away from zero.
    ///
    /// `inf`, `-inf` and `nan` for what is not finite; the shortest exact form from 10¹⁵ on.
    static func text(_ value: Double, decimals: Int) -> String {
        guard value.isFinite else { return value.description }
        let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
        guard let scaled = Int64(exactly: (value.magnitude * scale).rounded()),
            value.magnitude < 1e15
        else { return value.description }
        var digits = String(scaled)
        if decimals > 0 {
            digits =
                String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
        }
        return value < 0 && scaled != 0 ? "-" + digits : digits
    }

    /// A number of no known unit: six significant digits, whole numbers in full.
    static func text(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        guard value.isFinite, 1e-6..<1e15 ~= value.magnitude else { return value.description }
        var decimals = 5
        var bound = 10.0
        while decimals > 0, value.magnitude >= bound {
            decimals -= 1
            bound *= 10
        }
        bound = 1
        while value.magnitude < bound {
            decimals += 1
            bound /= 10
        }
        var digits = text(value, decimals: decimals)[...]
        if digits.contains(".") {
            while digits.last == "0" { digits.removeLast() }
            if digits.last == "." { digits.removeLast() }
        }
        return String(digits)
    }
}
