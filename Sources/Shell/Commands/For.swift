internal import BenchLanguage

// What leaves a loop without a turn.
extension Command {
    static func noProviders(at span: Span) -> Diagnostic {
        .error(
            "the loop has no turn: no provider has a key",
            at: span,
            label: "set one, or name targets; 'show providers' lists them"
        )
    }

    /// The warning for a range that ends before it begins.
    static func emptyRange(_ list: ValueList, at header: Span) -> Diagnostic {
        guard case .range(_, _, let step, let span) = list else {
            return Diagnostic(.warning, "the loop has no turn", at: header)
        }
        return Diagnostic(
            .warning,
            "the loop has no turn: \(span.text) ends before it begins",
            at: step.map { span.through($0.span) } ?? span,
            label: step == nil ? "to count down write \(span.text) by -1" : nil
        )
    }
}

extension Command {
    static let loop = Command(
        forms: ["for NAME in (providers | VALUES) … end"],
        summary: "repeat statements for each value",
        details: "Values are written 1, 2, 4 or 1..8 or 2..10 by 2; 'providers' means those with a "
            + "key. Afterwards the variable is as it was before.",
        examples: ["for c in 1, 2\n  run 2x$c on mock/fast\nend"]
    )
}
