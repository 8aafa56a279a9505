internal import BenchLanguage

/// A word that could stand at the cursor.
struct Proposal: Equatable {
    var text: String
    var note: String?
    /// Whether a word ends with it.
    var isWhole = true
    /// How many bytes of the word at the cursor stay in front of it.
    var offset = 0
}

/// The words of a statement in front of the one at the cursor, in lower case.
struct WordsBefore {
    /// From the statement's first word on.
    let statement: [String]

    init(_ completion: Completion, in text: String) {
        let before = String(decoding: text.utf8.prefix(completion.replaceStart), as: UTF8.self)
        let current =
            before.split(
                omittingEmptySubsequences: false,
                whereSeparator: { $0 == ";" || $0 == "\n" }
            ).last ?? ""
        // A quote that opens the word at the cursor is none of them.
        statement = current.lowercased()
            .split { $0 == " " || $0 == "\t" || $0 == "=" || $0 == "\"" || $0 == "'" }
            .map(String.init)
    }

    /// The nearest; empty at the start.
    var last: String { statement.last ?? "" }
}

extension Session {
    /// The variables, where a `$` begins the end of the word; nil where none does.
    func variableProposals(_ completion: Completion, _ text: String) -> [Proposal]? {
        // Texts in single quotes are as they stand.
        let opening = text.utf8.prefix(completion.replaceStart).last
        if completion.isQuoted, opening == UInt8(ascii: "'") { return nil }
        let takesText = completion.expected.contains { expected in
            switch expected {
            case .slot(.name), .slot(.provider): false
            case .slot: true
            case .keyword, .symbol, .end: false
            }
        }
        let bytes = Array(completion.prefix.utf8)
        guard takesText, let dollar = bytes.lastIndex(of: UInt8(ascii: "$")) else { return nil }
        var start = dollar + 1
        let isBraced = start < bytes.count && bytes[start] == UInt8(ascii: "{")
        if isBraced { start += 1 }
        let typed = String(decoding: bytes[start...], as: UTF8.self)
        guard typed.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
        return variables.sorted { $0.key < $1.key }.filter { $0.key.hasPrefix(typed) }.map {
            Proposal(
                text: $0.key + (isBraced ? "}" : ""),
                note: $0.value.text,
                isWhole: !completion.isQuoted,
                offset: start
            )
        }
    }
}
