/// What an expression comes to.
package enum Quantity: Sendable, Equatable {
    /// A number in the base unit of its dimension; times are in milliseconds.
    case measure(Double, Dimension)
    case text(String)

    /// Reads what a variable holds.
    package init(_ scalar: Scalar) {
        switch scalar {
        case .text(let text): self = .text(text)
        case .number(let number): self = .measure(number, .number)
        case .percent(let fraction): self = .measure(fraction, .fraction)
        case .duration(let nanoseconds): self = .measure(Double(nanoseconds) / 1e6, .time)
        }
    }

    /// What it measures.
    package var dimension: Dimension {
        switch self {
        case .measure(_, let dimension): dimension
        case .text: .text
        }
    }

    /// What `let` keeps of a quantity that measures something: a time stays one, and anything else is
    /// a bare number.
    package static func kept(_ dimension: Dimension) -> Dimension {
        dimension == .time || dimension == .text ? dimension : .number
    }

    /// What `let` keeps: a time becomes a duration, anything else measured a bare number.
    package var scalar: Scalar {
        switch self {
        case .text(let text): .text(text)
        case .measure(let number, .time):
            Int64(exactly: (number * 1e6).rounded()).map { .duration(nanoseconds: $0) }
                ?? .number(number)
        case .measure(let number, _): .number(number)
        }
    }
}
