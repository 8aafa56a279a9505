// SQL, which ends at `;`, at an empty line or with the text.
extension Reader {
    /// Reads the rest of a query that began at `start`; quotes and comments hide its end.
    mutating func query(from start: Int, verb: String) throws(Mismatch) -> Query {
        var variables: [Variable] = []
        var end: Int?
        while end == nil {
            guard let byte = byte() else {
                end = position
                continuation = .query
                failure.position = position
                failure.expected = [.slot(.sql)]
                break
            }
            switch byte {
            case UInt8(ascii: ";"): end = position
            case UInt8(ascii: "\n") where isBeforeEmptyLine: end = position
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): try skipQuoted(byte)
            case UInt8(ascii: "-") where looking(at: "--"):
                position = self.end(of: { $0 != UInt8(ascii: "\n") })
            case UInt8(ascii: "/") where looking(at: "/*"): skipComment()
            case UInt8(ascii: "$"):
                if let variable = try variable() {
                    variables.append(variable)
                } else {
                    position += 1
                }
            default: position += 1
            }
        }
        let span = source.span(start..<(end ?? position))
        return Query(verb: verb, text: span.text, variables: variables, span: span)
    }

    private var isBeforeEmptyLine: Bool {
        let next = end(of: Bytes.isBlank, from: position + 1)
        return next >= source.bytes.count || source.bytes[next] == UInt8(ascii: "\n")
    }

    private mutating func skipQuoted(_ quote: UInt8) throws(Mismatch) {
        let start = position
        // A doubled quote is two texts side by side, which ends at the same place.
        position = end(of: { $0 != quote }, from: position + 1)
        guard position < source.bytes.count else {
            continuation = .query
            throw fail(
                .error(
                    "the text in the query is not closed",
                    at: source.span(start..<start + 1),
                    label: "a closing quote must follow"
                )
            )
        }
        position += 1
    }

    private mutating func skipComment() {
        position += 2
        while position < source.bytes.count, !looking(at: "*/") { position += 1 }
        position = min(position + 2, source.bytes.count)
    }
}
