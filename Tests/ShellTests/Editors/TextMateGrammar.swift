import Foundation

/// The TextMate grammar that follows from the declarations.
enum TextMateGrammar {
    static let path = "scripts/editors/benchsh.tmLanguage.json"

    static var text: String {
        get throws {
            let data = try JSONSerialization.data(
                withJSONObject: grammar,
                options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            )
            return String(decoding: data, as: UTF8.self) + "\n"
        }
    }

    private static var grammar: [String: Any] {
        [
            "name": "benchsh", "scopeName": "source.bench", "fileTypes": ["bench"],
            "firstLineMatch": "^#!.*\\bbenchsh\\b",
            "patterns": includes("comment", "query", "verb", "value"),
            "repository": [
                "comment": rule("comment.line.number-sign.bench", #"(?<![^\s;,"'()])#.*$"#),
                "verb": [
                    "match": "(?i)\(statementStart)(\(alternatives(EditorWords.verbs)))\(wordEnd)",
                    "captures": ["1": ["name": "keyword.control.bench"]],
                ],
                "query": query,
                "value": [
                    "patterns": includes(
                        "text",
                        "variable",
                        "suite",
                        "number",
                        "aggregate",
                        "metric",
                        "setting",
                        "constant",
                        "keyword",
                        "operator"
                    )
                ],
                "text": ["patterns": texts],
                "variable": rule(
                    "variable.other.bench",
                    #"\$(?:\{[\w.]+\}|env\.\w+|[A-Za-z_]\w*)"#
                ),
                "suite": rule("entity.name.section.bench", #"(?<!\S)@[A-Za-z_]\w*"#),
                "number": rule(
                    "constant.numeric.bench",
                    #"(?i)(?<![\w./:-])\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?"#
                        + "(?:%|x(?=[\\d$])\\d*|(?:\(alternatives(EditorWords.units)))\\b|(?![\\w]))"
                ),
                "aggregate": rule(
                    "support.function.bench",
                    "(?i)\(wordStart)(?:\(alternatives(EditorWords.aggregates))|p\\d+(?:\\.\\d+)?)\(wordEnd)"
                ),
                "metric": rule("support.variable.bench", word(EditorWords.metrics)),
                "setting": rule("support.type.property-name.bench", word(EditorWords.settings)),
                "constant": rule("constant.language.bench", word(EditorWords.values)),
                "keyword": rule("keyword.other.bench", word(EditorWords.keywords)),
                "operator": rule(
                    "keyword.operator.bench",
                    #"(?<=\s)(?:[<>]=?|!=|==?|[-+*/])(?=\s)"#
                ),
            ],
        ]
    }

    private static var query: [String: Any] {
        [
            "name": "meta.embedded.sql.bench",
            "begin": "(?i)\(statementStart)(\(alternatives(EditorWords.queries)))(?=[\\s('\"]|$)",
            "beginCaptures": ["1": ["name": "keyword.control.bench"]],
            "end": #";|^\s*$"#,
            "patterns": includes("variable") + [["include": "source.sql"]],
        ]
    }

    private static var texts: [[String: Any]] {
        [
            [
                "name": "string.quoted.triple.bench", "begin": "\"\"\"", "end": "\"\"\"",
                "patterns": includes("variable") + [escape],
            ],
            [
                "name": "string.quoted.double.bench", "begin": "\"", "end": "\"|$",
                "patterns": includes("variable") + [escape],
            ],
            ["name": "string.quoted.single.bench", "match": "'[^']*'"],
        ]
    }

    private static var escape: [String: Any] {
        rule(
            "constant.character.escape.bench",
            #"\\(?:[nrt"\\$]|u\{[0-9A-Fa-f]+\})"#
        )
    }

    private static let statementStart = #"(?:^|(?<=;))\s*"#
    private static let wordStart = #"(?<![\w./:@$-])"#
    private static let wordEnd = #"(?![\w./:-])"#

    private static func word(_ words: [String]) -> String {
        "(?i)\(wordStart)(?:\(alternatives(words)))\(wordEnd)"
    }

    private static func alternatives(_ words: [String]) -> String {
        // The longer first, since the first that fits is taken.
        words.sorted { ($1.count, $0) < ($0.count, $1) }.joined(separator: "|")
    }

    private static func rule(_ name: String, _ match: String) -> [String: Any] {
        ["name": name, "match": match]
    }

    private static func includes(_ names: String...) -> [[String: Any]] {
        names.map { ["include": "#\($0)"] }
    }
}
