/// What a quantity measures, so that seconds are never compared with dollars.
package enum Dimension: String, Sendable, CaseIterable {
    case number, time, rate, count, fraction, money, text

    /// Whether it is a plain factor: something times it stays what it was.
    private var isPlain: Bool { self == .number || self == .count || self == .fraction }

    /// Whether two quantities can be compared or added.
    ///
    /// A bare number is taken in the other's unit, except for times, which have several.
    func isComparable(with other: Dimension) -> Bool {
        if self == other { return true }
        if self == .number { return other != .time && other != .text }
        if other == .number { return self != .time && self != .text }
        return false
    }

    /// What an operation on two dimensions gives; nil when it means nothing.
    static func result(
        of left: Dimension,
        _ operation: Arithmetic,
        _ right: Dimension
    ) -> Dimension? {
        guard left != .text, right != .text else { return nil }
        switch operation {
        case .plus, .minus:
            guard left.isComparable(with: right) else { return nil }
            return left == .number ? right : left
        case .times:
            if left.isPlain { return right.isPlain && left != right ? .number : right }
            return right.isPlain ? left : nil
        case .divided:
            if left == right || left.isPlain && right.isPlain { return .number }
            return right.isPlain ? left : nil
        }
    }
}

/// An arithmetic operator.
package enum Arithmetic: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"

    var precedence: Int { self == .plus || self == .minus ? 1 : 2 }

    func apply(_ left: Double, _ right: Double) -> Double {
        switch self {
        case .plus: left + right
        case .minus: left - right
        case .times: left * right
        case .divided: left / right
        }
    }
}
