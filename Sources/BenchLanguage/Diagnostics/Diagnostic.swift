/// What a user is told about a problem: one cause at one place, and what to do next.
package struct Diagnostic: Error, Sendable, Equatable {
    /// How much a diagnostic matters.
    package enum Severity: String, Sendable {
        case error, warning, note
    }

    /// How much it matters.
    package var severity: Severity
    /// One line of prose: lower case start, no final full stop.
    package var message: String
    /// The place; nil for a problem that is nowhere in a text.
    package var span: Span?
    /// What is printed after the caret.
    package var label: String?
    /// What is printed below, after `=`; each of its lines after one of its own.
    package var help: String?

    /// Makes a diagnostic of any severity.
    package init(
        _ severity: Severity,
        _ message: String,
        at span: Span?,
        label: String? = nil,
        help: String? = nil
    ) {
        self.severity = severity
        self.message = message
        self.span = span
        self.label = label
        self.help = help
    }

    /// Makes an error.
    package static func error(
        _ message: String,
        at span: Span?,
        label: String? = nil,
        help: String? = nil
    ) -> Diagnostic {
        Diagnostic(.error, message, at: span, label: label, help: help)
    }

    /// Makes the error for a word that is not in a list, with the nearest one that is.
    package static func unknown(
        _ noun: String,
        _ word: Word,
        among known: [String],
        synonyms: [String: String] = [:]
    ) -> Diagnostic {
        let near = suggestion(for: word.text, among: known, synonyms: synonyms)
        let isShort = near == nil && !known.isEmpty && known.count <= 12
        return .error(
            "unknown \(noun) \(quoted(word.span.text))",
            at: word.span,
            label: near.map { "did you mean \(quoted($0))?" },
            help: isShort ? "one of \(listed(known, joinedBy: "or"))" : nil
        )
    }
}
