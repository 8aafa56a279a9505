// Dimensions checked again where the values of variables are known before anything runs.
extension Expression {
    /// What it measures as far as its variables are known; nil where they are not.
    ///
    /// Throws where dimensions do not go together.
    package func dimension(
        knowing known: (Variable) -> Dimension?
    ) throws(Diagnostic) -> Dimension? {
        switch self {
        case .value(.scalar(let scalar, _)): return Quantity(scalar).dimension
        case .value(.template): return .text
        case .value(.variable(let variable)): return known(variable)
        case .metric(let reference): return reference.dimension
        case .negated(let operand, let span):
            let dimension = try operand.dimension(knowing: known)
            guard dimension != .text else { throw .error("text has no negative", at: span) }
            return dimension
        case .operation(let left, let operation, let right, let span):
            return try operation.check(
                left.dimension(knowing: known),
                right.dimension(knowing: known),
                left,
                right,
                span
            )
        }
    }
}

extension Condition {
    /// Throws where dimensions do not go together, as far as its variables are known.
    package func check(knowing known: (Variable) -> Dimension?) throws(Diagnostic) {
        guard case .comparison(let comparison) = self else { return }
        try comparison.check(
            comparison.left.dimension(knowing: known),
            comparison.right.dimension(knowing: known)
        )
    }
}

extension Argument {
    /// Throws when what its variables hold does not fit where they stand.
    package func check(using scope: some Scope) throws(Diagnostic) {
        switch self {
        case .word, .text, .value, .condition, .expression: break
        case .values(let list): _ = try list.resolve(using: scope)
        case .target(let operand): _ = try operand.resolve(using: scope)
        case .suite(let operand): _ = try operand.resolve(using: scope)
        case .count(let count): _ = try count.resolve(using: scope)
        case .integer(let operand): _ = try operand.resolve(using: scope)
        case .number(let operand): _ = try operand.resolve(using: scope)
        case .duration(let operand): _ = try operand.resolve(using: scope)
        }
    }
}
