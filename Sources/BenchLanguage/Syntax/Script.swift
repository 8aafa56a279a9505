/// The statements of a source.
package struct Script: Sendable, Equatable {
    /// The text they are from.
    package let source: Source
    /// In the order of the text.
    package let statements: [Statement]

    /// Scripts are equal when they are the same statements of the same source object.
    package static func == (left: Script, right: Script) -> Bool {
        left.source === right.source && left.statements == right.statements
    }
}

/// One statement.
package enum Statement: Sendable, Equatable {
    case call(Call)
    case block(Block)
    case query(Query)

    /// Where it stands, without its end.
    package var span: Span {
        switch self {
        case .call(let call): call.span
        case .block(let block): block.span
        case .query(let query): query.span
        }
    }

    /// The command of it, or those of a block with its opening one first.
    package var calls: [Call] {
        switch self {
        case .call(let call): [call]
        case .block(let block): [block.header] + block.body.flatMap(\.calls)
        case .query: []
        }
    }
}

/// A command with statements in it, up to its closing keyword.
package struct Block: Sendable, Equatable {
    /// The command that opens it.
    package let header: Call
    /// The statements in it.
    package let body: [Statement]
    /// From the verb through the closing keyword.
    package let span: Span
}

/// SQL text, with its first word.
package struct Query: Sendable, Equatable {
    /// The first word in lower case.
    package let verb: String
    /// The text without its `;`.
    package let text: String
    /// The `$name` parameters outside quotes and comments, in order.
    package let variables: [Variable]
    /// Where it stands, without its end.
    package let span: Span
}

/// What parsing a source gave: the statements that could be read, and every problem.
package struct Parse: Sendable {
    /// Every statement that is right.
    package let script: Script
    /// At most ten errors.
    package let diagnostics: [Diagnostic]
    /// Set when the text is right so far but ends too early.
    package let continuation: Continuation?
}
