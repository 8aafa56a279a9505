/// What a scalar can be read as.
package protocol ScalarReadable: Sendable, Equatable {
    /// Reads a scalar; nil when it is something else.
    init?(_ scalar: Scalar)
    /// What the type is called in an error: `a whole number`.
    static var noun: String { get }
}

/// A typed value in the text: known now, or known when its variables are.
package enum Operand<Content: ScalarReadable>: Sendable, Equatable {
    case literal(Content, Span)
    case deferred(Value)

    /// Where it stands.
    package var span: Span {
        switch self {
        case .literal(_, let span): span
        case .deferred(let value): value.span
        }
    }

    /// The value, when no variable is in it.
    package var literal: Content? {
        if case .literal(let content, _) = self { content } else { nil }
    }

    /// The variables in it, in order.
    package var variables: [Variable] {
        if case .deferred(let value) = self { value.variables } else { [] }
    }

    /// The typed value; what a variable holds and does not fit is an error at its place.
    package func resolve(using scope: some Scope) throws(Diagnostic) -> Content {
        switch self {
        case .literal(let content, _): return content
        case .deferred(let value):
            let scalar = try value.resolve(using: scope)
            if let content = Content(scalar) { return content }
            throw .error(
                "\(quoted(value.span.text)) is \(quoted(scalar.text)), not \(Content.noun)",
                at: value.span
            )
        }
    }
}

extension Int: ScalarReadable {
    /// Reads a scalar; nil when it is something else.
    package init?(_ scalar: Scalar) {
        switch scalar {
        case .number(let number): self.init(exactly: number)
        // Values from the environment and the command line are text.
        case .text(let text): self.init(text)
        case .duration, .percent: return nil
        }
    }

    /// What the type is called in an error.
    package static var noun: String { "a whole number" }
}

extension Double: ScalarReadable {
    /// Reads a scalar; nil when it is something else.
    package init?(_ scalar: Scalar) {
        switch scalar {
        case .number(let number), .percent(let number): self = number
        case .text(let text):
            guard let number = Double(text), number.isFinite else { return nil }
            self = number
        case .duration: return nil
        }
    }

    /// What the type is called in an error.
    package static var noun: String { "a number" }
}
