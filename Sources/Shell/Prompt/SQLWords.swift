internal import BenchLanguage
internal import History

/// What a word in a query could become: a keyword, a view, a column or a function.
struct SQLWords {
    private static let keywords = [
        "select", "from", "where", "group by", "order by", "having", "limit", "offset", "as",
        "and", "or", "not", "in", "is", "null", "like", "between", "exists", "distinct", "join",
        "left join", "on", "using", "union", "union all", "case", "when", "then", "else", "end",
        "asc", "desc", "with", "over", "partition by", "filter", "query plan",
    ]
    private static let functions = [
        "count", "sum", "avg", "min", "max", "total", "round", "abs", "coalesce", "nullif",
        "length", "lower", "upper", "substr", "replace", "printf", "date", "time", "datetime",
        "strftime", "json_extract", "row_number", "lag", "lead", "group_concat",
    ]

    /// The name at the cursor, as far as it is typed, and where it begins in the word.
    private let typed: String
    private let offset: Int
    private let isQuoted: Bool
    /// The names in the query before and behind the cursor, in lower case.
    private let before: [String]
    private let all: [String]
    /// Whether a value or a view ends right before the word, so that only a keyword can follow.
    private let isBehindOperand: Bool

    init(_ completion: Completion, in text: String) {
        let word = Array(completion.prefix.utf8)
        let start = word.lastIndex { !Self.isPartOfName($0) }.map { $0 + 1 } ?? 0
        typed = String(decoding: word[start...], as: UTF8.self)
        offset = start
        isQuoted = completion.isQuoted
        let bytes = Array(text.utf8)
        let left = bytes[..<min(completion.replaceStart + start, bytes.count)]
        before = Self.names(in: left)
        isBehindOperand = Self.endsInOperand(left, before.last ?? "")
        all = Self.names(in: bytes[...])
    }

    /// What fits, in capitals where capitals were typed.
    var proposals: [Proposal] {
        guard !isQuoted else { return [] }
        let start = typed.lowercased()
        let isLoud = !typed.isEmpty && typed == typed.uppercased() && typed != start
        return words.filter { $0.text.hasPrefix(start) }.map { word in
            var word = word
            if isLoud { word.text = word.text.uppercased() }
            word.offset = offset
            return word
        }
    }

    private var words: [Proposal] {
        switch before.last {
        case "from", "join": return Schema.views.map { Proposal(text: $0, note: "view") }
        case "explain":
            return ["query plan", "select", "with"].map { Proposal(text: $0) }
        case "plan": return ["select", "with"].map { Proposal(text: $0) }
        case _ where isBehindOperand: return keywords
        default: return columns + keywords + functions + views
        }
    }

    /// Those of the views that the query names, else of all.
    private var columns: [Proposal] {
        let named = Schema.views.filter(all.contains)
        var seen: Set<String> = []
        return (named.isEmpty ? Schema.views : named).flatMap { view in
            Schema.columns(of: view).filter { seen.insert($0.name).inserted }
                .map { Proposal(text: $0.name, note: $0.meaning) }
        }
    }

    private var functions: [Proposal] {
        Schema.aggregates.map { Proposal(text: "\($0)(", note: "aggregate", isWhole: false) }
            + Self.functions.map { Proposal(text: "\($0)(", note: "function", isWhole: false) }
    }

    private var keywords: [Proposal] { Self.keywords.map { Proposal(text: $0) } }

    private var views: [Proposal] { Schema.views.map { Proposal(text: $0, note: "view") } }

    private static func endsInOperand(_ left: ArraySlice<UInt8>, _ name: String) -> Bool {
        guard let sign = left.last(where: { $0 > 0x20 }) else { return false }
        let isKeyword = keywords.contains { $0.split(separator: " ").contains { $0 == name } }
        return switch sign {
        case UInt8(ascii: ")"), UInt8(ascii: "'"), UInt8(ascii: "\""): true
        default: isPartOfName(sign) && !isKeyword
        }
    }

    private static func names(in bytes: ArraySlice<UInt8>) -> [String] {
        bytes.split { !isPartOfName($0) }
            .map { String(decoding: $0, as: UTF8.self).lowercased() }
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: byte >= 0x80
        }
    }
}
