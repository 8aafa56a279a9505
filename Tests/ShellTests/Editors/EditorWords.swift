import BenchLanguage
import Measurement
import Rendering

@testable import Shell

/// The words of the language by what an editor shows them as, from the declarations.
enum EditorWords {
    static let queries = Command.queries.map(\.verb)
    static let verbs = words(
        Command.all.flatMap { $0.forms.map { Syntax($0).verb } } + ["end"]
    ).filter { !queries.contains($0) }
    static let keywords = words(
        Command.all.flatMap { $0.forms.flatMap { Syntax($0).keywords } }
            + ["output", "not", "contains", "matches", "by", "for", "of", "last"]
    ).filter { !settings.contains($0) && !metrics.contains($0) }
    static let aggregates = ["avg", "max", "mean", "median", "min", "total"]
    static let settings = words(Setting.all.map(\.name) + MockOverrides.names)
        .filter { !metrics.contains($0) }
    static let metrics = words(Metric.all.map(\.name) + SuiteMetric.all.map(\.name))
    /// What settings, formats and modes can be.
    static let values = words(
        OutputFormat.allCases.map(\.rawValue) + Mode.allCases.map(\.rawValue)
            + Setting.all.flatMap(\.choices)
    ).filter { !settings.contains($0) && !keywords.contains($0) }
    static let units = ["d", "h", "m", "min", "ms", "ns", "s", "us", "µs"]

    private static func words(_ words: [String]) -> [String] { Set(words).sorted() }
}

extension Setting {
    /// The words that it takes, where it takes only some.
    fileprivate var choices: [String] {
        if case .choice(let choices) = kind { choices } else { [] }
    }
}
