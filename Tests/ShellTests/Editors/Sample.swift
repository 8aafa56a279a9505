import Testing

/// A text and what some words in it are.
struct Sample: Sendable, CustomTestStringConvertible {
    enum Kind {
        case verb, keyword, constant, setting, metric, aggregate, number, suite, text, raw, variable
        case comment, plain

        var textMate: String {
            switch self {
            case .verb: "keyword.control.bench"
            case .keyword: "keyword.other.bench"
            case .constant: "constant.language.bench"
            case .setting: "support.type.property-name.bench"
            case .metric: "support.variable.bench"
            case .aggregate: "support.function.bench"
            case .number: "constant.numeric.bench"
            case .suite: "entity.name.section.bench"
            case .text: "string.quoted.double.bench"
            case .raw: "string.quoted.single.bench"
            case .variable: "variable.other.bench"
            case .comment: "comment.line.number-sign.bench"
            case .plain: ""
            }
        }

        var vim: String {
            switch self {
            case .verb: "benchVerb"
            case .keyword: "benchKeyword"
            case .constant: "benchConstant"
            case .setting: "benchSetting"
            case .metric: "benchMetric"
            case .aggregate: "benchAggregate"
            case .number: "benchNumber"
            case .suite: "benchSuite"
            case .text: "benchText"
            case .raw: "benchRaw"
            case .variable: "benchVariable"
            case .comment: "benchComment"
            case .plain: "benchWord"
            }
        }
    }

    let text: String
    let words: [(String, Kind)]
    var testDescription: String { text }

    static let all: [Sample] = [
        Sample(
            text: "run concurrent 20x5 on openai/run-5 with max_tokens 64 as steady # run 5",
            words: [
                ("run", .verb), ("concurrent", .keyword), ("20x5", .number), ("on", .keyword),
                ("openai/run-5", .plain), ("with", .keyword), ("max_tokens", .setting),
                ("64", .number), ("steady", .plain), ("# run 5", .comment),
            ]
        ),
        Sample(
            text: "expect p95 ttft of @base < 1.5 * 800ms because \"too slow\" or stop",
            words: [
                ("expect", .verb), ("p95", .aggregate), ("ttft", .metric), ("of", .keyword),
                ("@base", .suite), ("1.5", .number), ("800ms", .number), ("because", .keyword),
                ("\"too slow\"", .text), ("stop", .keyword),
            ]
        ),
        Sample(
            text: "set temperature 0.2; use mock\n  for c in 1, 2\n  print 'run $c' $c\nend",
            words: [
                ("set", .verb), ("temperature", .setting), ("0.2", .number), ("use", .verb),
                ("for", .verb), ("in", .keyword), ("1", .number), ("print", .verb),
                ("'run $c'", .raw), ("end", .verb),
            ]
        ),
        Sample(
            text: "select model from runs -- run\n  where model = $m;\nshow runs as csv",
            words: [("select", .verb), ("$m", .variable), ("show", .verb), ("csv", .constant)]
        ),
        Sample(
            text: "print running a#b re:run \"a\\\"b\" warm",
            words: [
                ("print", .verb), ("running", .plain), ("a#b", .plain), ("re:run", .plain),
                ("warm", .constant),
            ]
        ),
        Sample(text: "Expect ERRORS = 0", words: [("Expect", .verb), ("ERRORS", .metric)]),
    ]

    /// The offset in UTF-16 units of the first place where the words stand in their order.
    func offset(of word: String) -> Int? {
        text.firstRange(of: word).map {
            text.utf16.distance(from: text.startIndex, to: $0.lowerBound)
        }
    }

    /// Line and column, from 1.
    func position(of word: String) -> (line: Int, column: Int)? {
        guard let start = text.firstRange(of: word)?.lowerBound else { return nil }
        let before = text[..<start].split(separator: "\n", omittingEmptySubsequences: false)
        return (before.count, (before.last?.utf8.count ?? 0) + 1)
    }
}
