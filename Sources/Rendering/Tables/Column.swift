package import Measurement
import Statistics

/// A column of a table: its key for programs and its heading for people.
package struct Column: Hashable, Sendable {
    /// In CSV and JSON: `ttft_ms`.
    package let key: String
    /// In tables, with the unit: `ttft ms`.
    package let heading: String
    /// Whether it holds numbers; nil where its cells show it.
    package let isNumeric: Bool?

    /// A column; its key is the heading where none is given.
    package init(_ key: String, heading: String? = nil, isNumeric: Bool? = nil) {
        self.key = key
        self.heading = heading ?? key
        self.isNumeric = isNumeric
    }

    /// The column of a metric.
    package init(_ metric: Metric) {
        self.init(metric.column, heading: metric.heading, isNumeric: true)
    }

    /// The column of a field.
    package init<Record>(_ field: Field<Record>) {
        self.init(field.name, heading: field.name.asHeading)
    }

    /// The column of a figure about a suite.
    package init(_ figure: SuiteFigure) {
        let heading = figure.statistic.map { "\($1.name) \($0.heading)" }
        self.init(figure.column, heading: heading ?? figure.column.asHeading, isNumeric: true)
    }
}

extension Metric {
    /// The name with the unit, as it heads a column: `ttft ms`, `e2e tok/s`, `output tokens`.
    package var heading: String {
        let words = name.underscoresAsSpaces
        switch unit {
        case .dollars where words.hasSuffix(" usd"): return words.dropLast(3) + unit.rawValue
        case .milliseconds, .requestsPerSecond, .dollars: return "\(words) \(unit.rawValue)"
        case .tokensPerSecond where words.hasSuffix("tps"):
            return words.dropLast(3) + unit.rawValue
        case .tokensPerSecond: return "\(words) \(unit.rawValue)"
        case .tokens, .count, .fraction: return words
        }
    }
}

extension String {
    /// A key as a heading: `error kind`.
    var underscoresAsSpaces: String {
        split(separator: "_").joined(separator: " ")
    }

    /// A key as a heading without the words that go without saying: `provider`, `recorded`.
    fileprivate var asHeading: String {
        let endings = ["_id", "_at", "_preview"]
        let ending = endings.first { hasSuffix($0) && count > $0.count }
        let words = String(dropLast(ending?.count ?? 0)).underscoresAsSpaces
        return words.hasSuffix(" usd") ? words.dropLast(3) + "USD" : words
    }
}
