/// A place in a statement that the user fills; the raw value is its name in the notation.
package enum Slot: String, Sendable, CaseIterable {
    case target = "TARGET"
    case count = "COUNT"
    case suite = "SUITE"
    case setting = "SETTING"
    case metric = "METRIC"
    case format = "FORMAT"
    case mode = "MODE"
    case provider = "PROVIDER"
    case name = "NAME"
    case word = "WORD"
    case string = "STRING"
    case value = "VALUE"
    case values = "VALUES"
    case integer = "INT"
    case number = "NUMBER"
    case duration = "DURATION"
    case age = "AGE"
    case condition = "CONDITION"
    case expression = "EXPRESSION"
    /// Raw SQL; never in a notation, only in a completion.
    case sql = "SQL"

    /// What it is called in a message, with its article.
    package var noun: String {
        switch self {
        case .target: "a target"
        case .count: "a count"
        case .suite: "a suite"
        case .setting: "a setting"
        case .metric: "a metric"
        case .format: "a format"
        case .mode: "a mode"
        case .provider: "a provider"
        case .name: "a name"
        case .word: "a word"
        case .string: "a text in quotes"
        case .value: "a value"
        case .values: "values"
        case .integer: "a whole number"
        case .number: "a number"
        case .duration: "a duration"
        case .age: "an age"
        case .condition: "a condition"
        case .expression: "a number or a metric"
        case .sql: "a query"
        }
    }

    /// Something that fits.
    package var example: String {
        switch self {
        case .target: "openai"
        case .count: "10x5"
        case .suite: "last"
        case .setting: "temperature"
        case .metric: "ttft"
        case .format: "csv"
        case .mode: "concurrent"
        case .provider: "openai"
        case .name: "baseline"
        case .word: "run"
        case .string: "\"file.txt\""
        case .value: "0.2"
        case .values: "1, 2, 4"
        case .integer: "20"
        case .number: "0.5"
        case .duration: "800ms"
        case .age: "7d"
        case .condition: "p95 ttft < 800ms"
        case .expression: "p95 ttft"
        case .sql: "select * from runs"
        }
    }
}
