internal import BenchLanguage
internal import Rendering
internal import Text

/// What came of looking at a condition.
struct Judgement {
    /// What was found, and what was wanted, in words; nil where nothing was.
    var found: String?
    var wanted: String?
    /// Nil when it holds.
    var shortfall: Shortfall?
}

/// How what was measured falls short of what a script expects of it.
struct Shortfall {
    /// Which suite, and what it came to.
    var place: String
    /// What of the condition is to blame.
    var span: Span
    /// What is written behind the caret.
    var label: String
    /// Where the figures come from, a line each.
    var background: [String] = []

    /// The report, with the script's own reason.
    func diagnostic(because reason: String?) -> Diagnostic {
        let help = background + (reason.map { [$0.onOneLine] } ?? [])
        return .error(
            "expectation failed: \(place)",
            at: span,
            label: label,
            help: help.isEmpty ? nil : help.joined(separator: "\n")
        )
    }
}
