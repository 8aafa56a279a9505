/// Any value in the text: a literal, a variable, or text with variables in it.
package enum Value: Sendable, Equatable {
    case scalar(Scalar, Span)
    case variable(Variable)
    case template(TextTemplate)

    /// Where it stands.
    package var span: Span {
        switch self {
        case .scalar(_, let span): span
        case .variable(let variable): variable.span
        case .template(let template): template.span
        }
    }

    /// The value, when no variable is in it.
    package var literal: Scalar? {
        if case .scalar(let scalar, _) = self { scalar } else { nil }
    }

    /// The variables in it, in order.
    package var variables: [Variable] {
        switch self {
        case .scalar: []
        case .variable(let variable): [variable]
        case .template(let template): template.variables
        }
    }

    /// The value as text, with its variables filled in as they were written.
    package func text(using scope: some Scope) throws(Diagnostic) -> String {
        let value = try resolve(using: scope)
        guard case .variable(let variable) = self else { return value.text }
        return scope.spelling(of: variable) ?? value.text
    }

    /// The value with its variables filled in.
    package func resolve(using scope: some Scope) throws(Diagnostic) -> Scalar {
        switch self {
        case .scalar(let scalar, _): scalar
        case .variable(let variable): try scope.require(variable)
        case .template(let template): .text(try template.resolve(using: scope))
        }
    }
}
