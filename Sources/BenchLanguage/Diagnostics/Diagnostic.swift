internal import Text

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
    /// What to write in place of the span, where that is known.
    package var suggestion: String?

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

    /// The same with the question whether one of some words was meant; `label` is for when there
    /// is none.
    package func proposing(_ words: [String], else label: String? = nil) -> Diagnostic {
        var diagnostic = self
        diagnostic.suggestion = words.first
        diagnostic.label =
            words.isEmpty
            ? label : "did you mean \(Enumeration.text(words.map { quoted($0) }, "or"))?"
        return diagnostic
    }

    /// Makes the error for a word that is not in a list, with the nearest one that is; `label` is
    /// for when there is none.
    package static func unknown(
        _ noun: String,
        _ word: Word,
        among known: [String],
        synonyms: [String: [String]] = [:],
        else label: String? = nil
    ) -> Diagnostic {
        let near = suggestions(for: word.text, among: known, synonyms: synonyms)
        let isShort = near.isEmpty && !known.isEmpty && known.count <= 12
        return Diagnostic.error(
            "unknown \(noun) \(quoted(word.span.text))",
            at: word.span,
            help: isShort ? "one of \(Enumeration.text(known, "or"))" : nil
        ).proposing(near, else: label)
    }
}
