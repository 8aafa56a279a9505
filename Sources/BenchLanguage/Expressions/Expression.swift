/// A tree of arithmetic over values and metrics.
package indirect enum Expression: Sendable, Equatable {
    case value(Value)
    case metric(MetricReference)
    case negated(Expression, Span)
    case operation(Expression, Arithmetic, Expression, Span)

    /// Where it stands, without outer parentheses.
    package var span: Span {
        switch self {
        case .value(let value): value.span
        case .metric(let reference): reference.span
        case .negated(_, let span), .operation(_, _, _, let span): span
        }
    }

    /// The metrics it needs, in order, so that they can be fetched before it is evaluated.
    package var metrics: [MetricReference] {
        var found: [MetricReference] = []
        visit { if case .metric(let reference) = $0 { found.append(reference) } }
        return found
    }

    /// The variables in it, in order.
    package var variables: [Variable] {
        var found: [Variable] = []
        visit {
            switch $0 {
            case .value(let value): found += value.variables
            case .metric(let reference): found += reference.variables
            case .negated, .operation: break
            }
        }
        return found
    }

    private func visit(_ body: (Expression) -> Void) {
        switch self {
        case .value, .metric: body(self)
        case .negated(let operand, _): operand.visit(body)
        case .operation(let left, _, let right, _):
            left.visit(body)
            right.visit(body)
        }
    }
}
