/// `left < right` in a condition.
package struct Comparison: Sendable, Equatable {
    /// A comparison operator; `==` is `=`.
    package enum Relation: String, Sendable {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case equal = "="
        case notEqual = "!="

        /// What holds between the sides when they change places.
        package var turned: Relation {
            switch self {
            case .less: .greater
            case .lessOrEqual: .greaterOrEqual
            case .greater: .less
            case .greaterOrEqual: .lessOrEqual
            case .equal, .notEqual: self
            }
        }

        func holds<Content: Comparable>(_ left: Content, _ right: Content) -> Bool {
            switch self {
            case .less: left < right
            case .lessOrEqual: left <= right
            case .greater: left > right
            case .greaterOrEqual: left >= right
            case .equal: left == right
            case .notEqual: left != right
            }
        }
    }

    /// What a comparison came to; a side is nil when a metric in it is undefined.
    package struct Outcome: Sendable, Equatable {
        /// What the left side came to.
        package let left: Quantity?
        /// What the right side came to.
        package let right: Quantity?
        /// False when a side is undefined.
        package let holds: Bool
    }

    /// The left side.
    package let left: Expression
    /// What must hold between the sides.
    package let relation: Relation
    /// The right side.
    package let right: Expression

    /// Evaluates both sides and compares them.
    package func evaluate(
        using scope: some Scope,
        metric: MetricResolver
    ) throws(Diagnostic) -> Outcome {
        let first = try left.evaluate(using: scope, metric: metric)
        let second = try right.evaluate(using: scope, metric: metric)
        guard let first, let second else {
            return Outcome(left: first, right: second, holds: false)
        }
        try check(first.dimension, second.dimension)
        let holds =
            switch (first, second) {
            case (.measure(let a, _), .measure(let b, _)): relation.holds(a, b)
            case (.text(let a), .text(let b)): relation.holds(a, b)
            default: false
            }
        return Outcome(left: first, right: second, holds: holds)
    }

    /// Throws when the two sides cannot be compared; nil is a dimension not known yet.
    func check(_ first: Dimension?, _ second: Dimension?) throws(Diagnostic) {
        guard let first, let second else { return }
        let span = left.span.through(right.span)
        guard first.isComparable(with: second) else {
            throw Comparison.mismatch(first, second, left, right, span, verb: "compared with")
        }
        guard first != .text || relation == .equal || relation == .notEqual else {
            throw .error("text can only be compared with = and !=", at: span)
        }
    }

    /// The error for two quantities that do not go together.
    static func mismatch(
        _ first: Dimension,
        _ second: Dimension,
        _ left: Expression,
        _ right: Expression,
        _ span: Span,
        verb: String
    ) -> Diagnostic {
        if first == .time, second == .number { return bareTime(right, verb) }
        if first == .number, second == .time { return bareTime(left, verb) }
        return .error("a \(first.prose) cannot be \(verb) a \(second.prose)", at: span)
    }

    private static func bareTime(_ number: Expression, _ verb: String) -> Diagnostic {
        var label = "give it a unit: 800ms or 0.8s"
        if case .value(.scalar(.number(let value), _)) = number {
            label = "write \(plain(value))ms or \(plain(value / 1000))s"
        }
        return .error("a time cannot be \(verb) a bare number", at: number.span, label: label)
    }
}

extension Dimension {
    fileprivate var prose: String {
        switch self {
        case .money: "sum of money"
        case .text: "text"
        default: rawValue
        }
    }
}
