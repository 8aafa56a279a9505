/// A value as SQLite stores it.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLValue {
    /// The integer in a column of ours.
    ///
    /// Nil beyond a million millions: a count that large is damage, and sums of it would overflow.
    var integer: Int? {
        let integer: Int? =
            switch self {
            case .integer(let integer): Int(exactly: integer)
            case .real(let real): Int(exactly: real)
            default: nil
            }
        return integer.flatMap { $0.magnitude <= 1_000_000_000_000 ? $0 : nil }
    }

    var real: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        default: nil
        }
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

extension Optional<Double> {
    var stored: SQLValue { map(SQLValue.real) ?? .null }
}

extension Optional<String> {
    var stored: SQLValue { map(SQLValue.text) ?? .null }
}
