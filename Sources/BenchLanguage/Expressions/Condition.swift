/// What `expect` checks.
package enum Condition: Sendable, Equatable {
    /// How output is searched.
    package enum Search: String, Sendable {
        case contains, matches
    }

    case comparison(Comparison)
    /// `output [not] contains VALUE`; the pattern of `matches` is for the caller to compile.
    case output(negated: Bool, Search, Value, Span)

    /// Where it stands, without `because`.
    package var span: Span {
        switch self {
        case .comparison(let comparison): comparison.left.span.through(comparison.right.span)
        case .output(_, _, _, let span): span
        }
    }

    /// The metrics it needs, in order.
    package var metrics: [MetricReference] {
        guard case .comparison(let comparison) = self else { return [] }
        return comparison.left.metrics + comparison.right.metrics
    }

    /// The variables in it, in order.
    package var variables: [Variable] {
        switch self {
        case .comparison(let comparison): comparison.left.variables + comparison.right.variables
        case .output(_, _, let value, _): value.variables
        }
    }
}
