/// Reads statements up to the end of a source, going on behind each one that is wrong.
struct ScriptParser {
    private static let mostErrors = 10
    private static let deepestBlocks = 64
    /// How SQL begins that would change something.
    private static let writingSQL: Set<String> = [
        "insert", "update", "replace", "create", "alter", "pragma", "attach", "begin", "commit",
    ]

    let grammar: Grammar
    private(set) var reader: Reader
    private(set) var diagnostics: [Diagnostic] = []
    /// Errors that more text would mend.
    private var unfinished: [Diagnostic] = []
    /// The keywords that close the blocks around this place, innermost last.
    private var openBlocks: [(verb: Span, end: String)] = []

    init(_ source: Source, grammar: Grammar) {
        self.grammar = grammar
        reader = Reader(source, vocabulary: grammar.vocabulary)
    }

    mutating func parse() -> Parse {
        var statements: [Statement] = []
        if let problem = reader.source.encodingProblem() {
            diagnostics = [problem]
        } else {
            statements = self.statements()
        }
        let continuation = diagnostics.isEmpty ? reader.continuation : nil
        let all = (diagnostics + unfinished).prefix(ScriptParser.mostErrors)
        return Parse(
            script: Script(source: reader.source, statements: statements),
            diagnostics: Array(all),
            continuation: continuation
        )
    }

    /// Reads statements up to the end of the text or of the innermost block.
    private mutating func statements() -> [Statement] {
        var statements: [Statement] = []
        while diagnostics.count < ScriptParser.mostErrors {
            reader.skipSeparators()
            let start = reader.position
            reader.failure = Reader.Failure(position: start)
            guard !reader.isAtEnd else {
                reader.failure.expected = expectedVerbs()
                break
            }
            let end = reader.endOfWord()
            let word = reader.source.text(in: start..<min(end, start + 64)).lowercased()
            if grammar.blockEnds.contains(word) {
                if closeBlock(word, start..<end) { return statements }
                continue
            }
            if let statement = statement(start..<end) { statements.append(statement) }
            guard !reader.isAtEnd else { break }
        }
        return statements
    }

    private func expectedVerbs() -> [Expected] {
        let end = openBlocks.last.map { [Expected.keyword($0.end, then: nil)] } ?? []
        return end + grammar.verbs.map { .keyword($0, then: nil) }
    }

    /// Reads one statement whose first word is in `range`.
    private mutating func statement(_ range: Range<Int>) -> Statement? {
        let span = reader.source.span(range)
        guard let forms = grammar.forms(of: span.text), let first = forms.first else {
            report(unknownCommand(range))
            reader.skipStatement()
            return nil
        }
        let verb = Word(text: first.verb, span: span)
        switch first.tail {
        case .none:
            return call(verb, forms).map { .call($0) }
        case .rawText:
            return query(verb).map { .query($0) }
        case .block(let end):
            return block(verb, forms, end: end)
        }
    }

    private mutating func call(_ verb: Word, _ forms: [Syntax]) -> Call? {
        let start = verb.span.range.upperBound
        var furthest: (position: Int, forms: [Syntax], last: Call.Item?) = (-1, [], nil)
        let wasComplete = reader.continuation == nil
        for form in forms {
            reader.position = start
            reader.items = []
            reader.reach = start
            if (try? reader.match(form.pattern)) != nil {
                let last = reader.items.last?.span ?? verb.span
                reader.skipBlanks()
                if reader.isAtStatementEnd {
                    reader.expect(.end)
                    return Call(
                        verb: verb,
                        syntax: form,
                        items: reader.items,
                        span: verb.span.through(last)
                    )
                }
                reader.expect(.end)
            }
            if reader.reach > furthest.position {
                furthest = (reader.reach, [], reader.items.last)
            }
            if reader.reach == furthest.position { furthest.forms.append(form) }
        }
        let report = MismatchReport(
            reader,
            verb: verb,
            forms: forms,
            reached: furthest.forms,
            last: furthest.last
        )
        let diagnostic = report.diagnostic(synonyms: grammar.synonyms)
        if wasComplete, reader.continuation == .openText {
            unfinished.append(diagnostic)
        } else {
            self.report(diagnostic)
        }
        reader.position = start
        reader.skipStatement()
        return nil
    }

    private mutating func query(_ verb: Word) -> Query? {
        let start = verb.span.range
        reader.position = start.upperBound
        if let query = try? reader.query(from: start.lowerBound, verb: verb.text) { return query }
        guard let diagnostic = reader.failure.diagnostic else { return nil }
        if reader.continuation == .query {
            unfinished.append(diagnostic)
        } else {
            report(diagnostic)
            reader.skipStatement()
        }
        return nil
    }

    private mutating func block(_ verb: Word, _ forms: [Syntax], end: String) -> Statement? {
        guard openBlocks.count < ScriptParser.deepestBlocks else {
            report(
                .error(
                    "blocks are nested deeper than \(ScriptParser.deepestBlocks) levels",
                    at: verb.span
                )
            )
            // The blocks around it are not to blame for ending with the text.
            openBlocks = []
            reader.position = reader.source.bytes.count
            return nil
        }
        let header = call(verb, forms)
        openBlocks.append((verb.span, end))
        let depth = openBlocks.count
        // At the end of the text, what could go on the header is still what is expected.
        let body = reader.isAtEnd ? [] : statements()
        if openBlocks.count == depth {
            openBlocks.removeLast()
            // A wrong header says enough, and after the last error the rest was not read.
            if header != nil, diagnostics.count < ScriptParser.mostErrors { notClosed(verb, end) }
        }
        guard let header else { return nil }
        let span = verb.span.through(reader.span(from: verb.span.range.lowerBound))
        return .block(Block(header: header, body: body, span: span))
    }

    private mutating func notClosed(_ verb: Word, _ end: String) {
        if reader.continuation == nil { reader.continuation = .block }
        unfinished.append(
            .error(
                "\(quoted(verb.text)) is not closed",
                at: verb.span,
                label: "\(quoted(end)) must follow its statements"
            )
        )
    }

    /// Reads a block's end; false when the word closes nothing here.
    private mutating func closeBlock(_ word: String, _ range: Range<Int>) -> Bool {
        let span = reader.source.span(range)
        reader.position = range.upperBound
        guard let open = openBlocks.last, open.end == word else {
            report(.error("\(quoted(span.text)) closes nothing", at: span, label: "remove it"))
            reader.skipStatement()
            return false
        }
        openBlocks.removeLast()
        let end = reader.position
        reader.skipBlanks()
        if !reader.isAtStatementEnd {
            let rest = reader.position
            reader.skipStatement()
            report(
                .error(
                    "nothing may follow \(quoted(word))",
                    at: reader.span(from: rest),
                    label: "begin a new line"
                )
            )
        } else {
            reader.position = end
        }
        return true
    }

    private mutating func report(_ diagnostic: Diagnostic) {
        guard diagnostics.count < ScriptParser.mostErrors else { return }
        diagnostics.append(diagnostic)
    }

    private func unknownCommand(_ range: Range<Int>) -> Diagnostic {
        guard !range.isEmpty else {
            let span = reader.source.span(range.lowerBound..<range.lowerBound + 1)
            return .error(
                "a statement begins with a command, not \(quoted(span.text))",
                at: span,
                label: "write 'help' for the list of commands"
            )
        }
        let span = reader.source.span(range)
        let near = suggestions(
            for: span.text,
            among: grammar.verbs + (openBlocks.last.map { [$0.end] } ?? []),
            synonyms: grammar.synonyms
        )
        let word = span.text.lowercased()
        let error = Diagnostic.error("unknown command \(quoted(span.text))", at: span)
        guard near.isEmpty else { return error.proposing(near) }
        if let start = grammar.start(with: word) { return error.proposing([start]) }
        return error.proposing(
            [],
            else: ScriptParser.writingSQL.contains(word)
                ? "SQL only reads: select, with or explain"
                : "write 'help' for the list of commands"
        )
    }
}

extension Grammar {
    /// Reads a whole source; every statement that is right is in the result.
    package func parse(_ source: Source) -> Parse {
        var parser = ScriptParser(source, grammar: self)
        return parser.parse()
    }

    /// Why a prompt must ask for another line before it runs a text; nil when it need not.
    ///
    /// `text` is the lines joined with line ends, none behind the last. A text with an error is
    /// complete, so that the error shows at once.
    package func continuation(of text: String) -> Continuation? {
        parse(Source(name: "", text: text)).continuation
    }
}
