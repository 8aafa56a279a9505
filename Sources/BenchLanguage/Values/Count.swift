/// How many requests, and over how many lanes: `10` or `10x5`.
package struct Count: Sendable, Equatable {
    /// How many requests.
    package let requests: Operand<Int>
    /// Nil when the text does not say.
    package let lanes: Operand<Int>?
    /// Where it stands.
    package let span: Span

    /// The variables in it, in order.
    package var variables: [Variable] { requests.variables + (lanes?.variables ?? []) }

    /// The numbers, each at least one.
    package func resolve(
        using scope: some Scope
    ) throws(Diagnostic) -> (requests: Int, lanes: Int?) {
        guard let lanes else { return (try Count.positive(requests, scope), nil) }
        return (try Count.positive(requests, scope), try Count.positive(lanes, scope))
    }

    private static func positive(
        _ operand: Operand<Int>,
        _ scope: some Scope
    ) throws(Diagnostic) -> Int {
        let number = try operand.resolve(using: scope)
        guard number >= 1 else { throw tooSmall(operand.span) }
        return number
    }

    static func tooSmall(_ span: Span) -> Diagnostic {
        .error("a count starts at 1", at: span, label: "write 10, or 10x5 for five at a time")
    }
}
