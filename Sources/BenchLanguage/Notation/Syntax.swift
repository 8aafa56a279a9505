/// One form of a statement, declared in a notation like that of command line help.
///
/// `run [single|multi] [COUNT] [with SETTING [=] VALUE {, SETTING [=] VALUE}]`: words in lower
/// case are keywords, words in capitals slots, `[ ]` may be left out, `{ }` may repeat, `|`
/// separates alternatives, `( )` groups, and other characters stand for themselves. `…` at the
/// end is raw text up to `;`; `… end` is a block of statements up to that keyword.
package struct Syntax: Sendable, Equatable {
    /// What follows the pattern.
    enum Tail: Sendable, Equatable {
        case none, rawText
        case block(end: String)
    }

    /// The declaration as it was written; help prints it.
    package let notation: String
    /// The first word.
    package let verb: String
    let pattern: Pattern
    let tail: Tail

    /// Reads a notation; a malformed one is a mistake in the program and traps.
    package init(_ notation: String) {
        var parser = NotationParser(notation)
        self.notation = notation
        verb = parser.verb()
        pattern = parser.alternatives()
        tail = parser.tail()
    }

    /// The keywords after the verb, in order.
    package var keywords: [String] { pattern.keywords }
}

/// A command's declaration: its forms and the other words that people try for it.
package struct CommandSyntax: Sendable {
    /// The ways to write it; the first one's verb names the command.
    package let forms: [Syntax]
    /// Words that mean the first form's verb, as `?` means `help`.
    package let aliases: [String]
    /// Words that only lead to a suggestion, as `list` suggests `show`.
    package let synonyms: [String]

    /// Declares a command with its forms, tried in order.
    package init(_ forms: String..., aliases: [String] = [], synonyms: [String] = []) {
        self.init(forms: forms, aliases: aliases, synonyms: synonyms)
    }

    /// Declares a command with its forms, tried in order.
    package init(forms: [String], aliases: [String] = [], synonyms: [String] = []) {
        precondition(!forms.isEmpty, "a command needs a form")
        self.forms = forms.map { Syntax($0) }
        self.aliases = aliases
        self.synonyms = synonyms
    }
}
