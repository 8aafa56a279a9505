// Arithmetic by precedence climbing; dimensions are checked on the way.
extension Reader {
    /// A tree, its dimension, nil when only a variable's value will tell, and where it stands with
    /// its parentheses.
    typealias Typed = (tree: Expression, dimension: Dimension?, span: Span)

    private static let relations: [(sign: String, relation: Comparison.Relation)] = [
        ("<=", .lessOrEqual), ("<", .less), (">=", .greaterOrEqual), (">", .greater),
        ("!=", .notEqual), ("==", .equal), ("=", .equal),
    ]

    mutating func condition() throws(Mismatch) -> Condition {
        (depth, operators) = (0, 0)
        skipBlanks()
        expect(.slot(.condition))
        if keyword("output") { return try outputSearch() }
        let left = try expression(1)
        let relation = try self.relation()
        let right = try expression(1)
        let comparison = Comparison(left: left.tree, relation: relation, right: right.tree)
        do throws(Diagnostic) {
            try comparison.check(left.dimension, right.dimension)
        } catch { throw fail(error) }
        return .comparison(comparison)
    }

    /// Reads what `let` assigns: an expression, or a bare word, which is text.
    mutating func wholeExpression() throws(Mismatch) -> Expression {
        (depth, operators) = (0, 0)
        skipBlanks()
        if let text = try bareWord() { return .value(text) }
        return try expression(1).tree
    }

    private mutating func outputSearch() throws(Mismatch) -> Condition {
        let start = position - "output".utf8.count
        let isNegated = keyword("not")
        let search: Condition.Search
        if keyword("contains", then: .value) {
            search = .contains
        } else if keyword("matches", then: .value) {
            search = .matches
        } else {
            throw Mismatch()
        }
        let value = try value()
        return .output(negated: isNegated, search, value, span(from: start))
    }

    /// Signs of other languages, and of those who have a better keyboard.
    private static let otherRelations = [
        ("=<", "<="), ("=>", ">="), ("<>", "!="), ("≤", "<="), ("≥", ">="), ("≠", "!="),
    ]

    private mutating func relation() throws(Mismatch) -> Comparison.Relation {
        skipBlanks()
        for (sign, meant) in Reader.otherRelations
        where source.bytes[position...].starts(with: sign.utf8) {
            let span = source.span(position..<position + sign.utf8.count)
            throw fail(
                .error("\(quoted(sign)) is no comparison", at: span).proposing([meant])
            )
        }
        for (sign, relation) in Reader.relations where symbol(sign) { return relation }
        throw Mismatch()
    }

    private mutating func expression(_ precedence: Int) throws(Mismatch) -> Typed {
        var left = try operandOfExpression()
        while let operation = nextOperator(), operation.precedence >= precedence {
            position += 1
            operators += 1
            guard operators <= Reader.mostOperators else {
                throw fail(
                    .error(
                        "the expression has more than \(Reader.mostOperators) operators",
                        at: span(from: position - 1)
                    )
                )
            }
            let right = try expression(operation.precedence + 1)
            let span = left.span.through(right.span)
            do throws(Diagnostic) {
                let dimension = try operation.check(
                    left.dimension,
                    right.dimension,
                    left.tree,
                    right.tree,
                    span
                )
                left = (.operation(left.tree, operation, right.tree, span), dimension, span)
            } catch { throw fail(error) }
        }
        return left
    }

    private mutating func nextOperator() -> Arithmetic? {
        skipBlanks()
        return byte().flatMap { Arithmetic(rawValue: String(Unicode.Scalar($0))) }
    }

    private mutating func operandOfExpression() throws(Mismatch) -> Typed {
        skipBlanks()
        let start = position
        switch byte() {
        case UInt8(ascii: "("):
            try descend()
            let inner = try expression(1)
            guard symbol(")") else { throw Mismatch() }
            depth -= 1
            return (inner.tree, inner.dimension, span(from: start))
        case UInt8(ascii: "-"):
            try descend()
            let operand = try operandOfExpression()
            depth -= 1
            let span = source.span(start..<operand.span.range.upperBound)
            return (.negated(operand.tree, span), operand.dimension, span)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return (.value(try value()), .text, span(from: start))
        case UInt8(ascii: "$"):
            guard let variable = try variable() else { throw missing(.slot(.expression)) }
            return (.value(.variable(variable)), nil, variable.span)
        case .some(let byte) where Bytes.isDigit(byte):
            return try number()
        case .some(let byte) where Bytes.isNameStart(byte):
            let reference = try metric()
            return (.metric(reference), reference.dimension, reference.span)
        default:
            throw missing(.slot(.expression))
        }
    }

    private mutating func descend() throws(Mismatch) {
        depth += 1
        position += 1
        guard depth <= Reader.deepestNesting else {
            throw fail(
                .error(
                    "the expression is nested deeper than \(Reader.deepestNesting) levels",
                    at: span(from: position - 1),
                    label: "use 'let' for a part of it"
                )
            )
        }
    }

    private mutating func number() throws(Mismatch) -> Typed {
        let start = position
        guard let scan = NumberScan(source.bytes, at: start) else {
            throw missing(.slot(.expression))
        }
        position = scan.unit.upperBound
        guard let scalar = scan.scalar else { throw badNumber(scan) }
        let span = span(from: start)
        return (.value(.scalar(scalar, span)), Quantity(scalar).dimension, span)
    }

    private mutating func badNumber(_ scan: NumberScan) -> Mismatch {
        let whole = source.span(scan.digits.lowerBound..<scan.unit.upperBound)
        if scan.hasUnit { return fail(tooLarge(whole)) }
        let word = Word(text: whole.text.lowercased(), span: whole)
        let metrics = vocabulary.words(for: .metric)
        if !suggestions(for: word.text, among: metrics).isEmpty {
            return fail(UnknownWord(noun: "metric", word: word, known: metrics))
        }
        let unit = source.text(in: scan.unit)
        let known = ["ms", "s", "m", "h", "d", "us", "ns"]
        let near = suggestions(for: unit, among: known)
        return fail(
            .error("unknown unit \(quoted(unit))", at: source.span(scan.unit))
                .proposing(near, else: "units are ms, s, m, h, d and %")
        )
    }

    /// Reads a word that is neither a number nor a metric, as in `let city = Paris`.
    private mutating func bareWord() throws(Mismatch) -> Value? {
        guard let first = byte(), Bytes.isBare(first) else { return nil }
        if Bytes.isDigit(first) {
            guard NumberScan(source.bytes, at: position)?.hasUnit == false else { return nil }
        } else {
            guard Bytes.isLetter(first) || first >= 0x80 else { return nil }
            let end = end(of: { Bytes.isName($0) || $0 >= 0x80 })
            let head = source.text(in: position..<end).lowercased()
            let isAggregate = MetricReference.Aggregate(head) != nil || head.isPercentile
            if metrics[head] != nil || isAggregate { return nil }
        }
        return try bareText(Bytes.isBare)
    }
}
