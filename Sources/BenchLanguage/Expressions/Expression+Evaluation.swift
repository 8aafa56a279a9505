/// Gives a metric's number in its base unit (times in milliseconds), or nil when it is undefined.
package typealias MetricResolver = (MetricReference) throws(Diagnostic) -> Double?

extension Expression {
    /// What the expression comes to; nil when a metric in it is undefined.
    package func evaluate(
        using scope: some Scope,
        metric: MetricResolver
    ) throws(Diagnostic) -> Quantity? {
        switch self {
        case .value(let value):
            return Quantity(try value.resolve(using: scope))
        case .metric(let reference):
            return try metric(reference).map { .measure($0, reference.dimension) }
        case .negated(let operand, let span):
            guard let quantity = try operand.evaluate(using: scope, metric: metric) else {
                return nil
            }
            guard case .measure(let number, let dimension) = quantity else {
                throw .error("text has no negative", at: span)
            }
            return .measure(-number, dimension)
        case .operation(let left, let operation, let right, let span):
            // Both sides are evaluated even when one is undefined, so that errors show.
            let first = try left.evaluate(using: scope, metric: metric)
            let second = try right.evaluate(using: scope, metric: metric)
            guard let first, let second else { return nil }
            return try Expression.combine(first, operation, second, left, right, span)
        }
    }

    private static func combine(
        _ left: Quantity,
        _ operation: Arithmetic,
        _ right: Quantity,
        _ leftTree: Expression,
        _ rightTree: Expression,
        _ span: Span
    ) throws(Diagnostic) -> Quantity {
        let dimension = try operation.check(
            left.dimension,
            right.dimension,
            leftTree,
            rightTree,
            span
        )
        guard case .measure(let first, _) = left, case .measure(let second, _) = right,
            let dimension
        else { throw .error("text cannot be calculated with", at: span) }
        let result = operation.apply(first, second)
        guard result.isFinite else {
            let cause = operation == .divided && second == 0 ? "division by zero" : "overflow"
            throw .error("\(cause) in \(quoted(span.text))", at: span)
        }
        return .measure(result, dimension)
    }
}

extension Arithmetic {
    /// The dimension of the result; nil while a variable's is unknown.
    func check(
        _ left: Dimension?,
        _ right: Dimension?,
        _ leftTree: Expression,
        _ rightTree: Expression,
        _ span: Span
    ) throws(Diagnostic) -> Dimension? {
        guard let left, let right else { return nil }
        if let result = Dimension.result(of: left, self, right) { return result }
        if left == .text || right == .text {
            let culprit = left == .text ? leftTree : rightTree
            throw .error(
                "text cannot be calculated with",
                at: culprit.span,
                label: "write a number or a metric here"
            )
        }
        switch self {
        case .plus, .minus:
            throw Comparison.mismatch(left, right, leftTree, rightTree, span, verb: "added to")
        case .times:
            throw .error("a \(left) cannot be multiplied by a \(right)", at: span)
        case .divided:
            throw .error("a \(left) cannot be divided by a \(right)", at: span)
        }
    }
}
