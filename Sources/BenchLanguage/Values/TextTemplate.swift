/// A text with variables in it.
package struct TextTemplate: Sendable, Equatable {
    /// A piece of the text.
    package enum Segment: Sendable, Equatable {
        case literal(String)
        case variable(Variable)
    }

    /// Texts and variables in turn.
    package let segments: [Segment]
    /// The whole of it in the source, quotes included.
    package let span: Span

    /// The text, when no variable is in it.
    package var literal: String? {
        switch segments.first {
        case nil: ""
        case .literal(let text) where segments.count == 1: text
        default: nil
        }
    }

    /// The variables in it, in order.
    package var variables: [Variable] {
        segments.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
    }

    /// The text with its variables filled in; what they hold is not looked at again.
    package func resolve(using scope: some Scope) throws(Diagnostic) -> String {
        var text = ""
        for segment in segments {
            switch segment {
            case .literal(let piece): text += piece
            case .variable(let variable):
                let value = try scope.require(variable)
                text += scope.spelling(of: variable) ?? value.text
            }
        }
        return text
    }
}
