/// One command of the text: what was written, in order.
package struct Call: Sendable, Equatable {
    /// A keyword or a filled slot.
    package struct Item: Sendable, Equatable {
        /// What stands there.
        package enum Content: Sendable, Equatable {
            case keyword(String)
            case argument(Slot, Argument)
        }

        /// What stands there.
        package let content: Content
        /// Where it stands.
        package let span: Span

        var isKeyword: Bool { if case .keyword = content { true } else { false } }
    }

    /// The verb as the syntax declares it.
    package let verb: Word
    /// The form that matched.
    package let syntax: Syntax
    /// What follows the verb; symbols are left out.
    package let items: [Item]
    /// The whole statement, without its end.
    package let span: Span

    /// Whether a keyword was written.
    package func has(_ keyword: String) -> Bool { span(of: keyword) != nil }

    /// Where a keyword was written.
    package func span(of keyword: String) -> Span? {
        items.first { $0.content == .keyword(keyword) }?.span
    }

    /// What fills a slot, in order; `keyword` limits it to the clause that begins with that word.
    package func arguments(_ slot: Slot, after keyword: String? = nil) -> [Argument] {
        var isInClause = keyword == nil
        var found: [Argument] = []
        for item in items {
            switch item.content {
            case .keyword(let word):
                if let keyword { isInClause = word == keyword }
            case .argument(let itsSlot, let argument):
                if isInClause, itsSlot == slot { found.append(argument) }
            }
        }
        return found
    }

    /// Everything that fills a slot, in order.
    package var arguments: [Argument] {
        items.compactMap { item in
            if case .argument(_, let argument) = item.content { argument } else { nil }
        }
    }

    /// The variables in it, in order.
    package var variables: [Variable] {
        arguments.flatMap(\.variables)
    }
}
