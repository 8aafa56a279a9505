/// A number measured for each run, with its name, unit, direction and definition.
///
/// Tables, `expect`, JSON, help and the SQL views follow from the list in `Metric.all`: a new
/// metric is one entry there.
package struct Metric: Sendable {
    /// The word people type: `ttft`.
    package let name: String
    /// The column and JSON key: `ttft_ms`.
    package let column: String
    package let unit: MetricUnit
    package let direction: Direction
    /// One sentence, without a full stop.
    package let definition: String
    /// When the value is null, in words.
    package let nullWhen: String
    /// The samples that a run gives: none, one, or for pooled metrics (`gap`) many.
    package let samples: @Sendable (Run) -> [Double]
    /// Whether a run gives many samples, which only make sense pooled over a suite.
    package let isPooled: Bool

    /// The run's value, nil where it is undefined and for pooled metrics.
    package func value(of run: Run) -> Double? {
        isPooled ? nil : samples(run).first
    }

    /// The metric with that name or column, nil when there is none.
    package static func named(_ name: String) -> Metric? {
        byName[name]
    }

    private static let byName: [String: Metric] = {
        var byName: [String: Metric] = [:]
        for metric in all {
            byName[metric.name] = metric
            byName[metric.column] = metric
        }
        return byName
    }()

    init(
        _ name: String,
        _ column: String,
        _ unit: MetricUnit,
        _ direction: Direction,
        _ definition: String,
        null nullWhen: String,
        _ value: @escaping @Sendable (Run) -> Double?
    ) {
        self.init(name, column, unit, direction, definition, nullWhen, false) { run in
            value(run).map { [$0] } ?? []
        }
    }

    init(
        pooled name: String,
        _ column: String,
        _ unit: MetricUnit,
        _ direction: Direction,
        _ definition: String,
        null nullWhen: String,
        _ samples: @escaping @Sendable (Run) -> [Double]
    ) {
        self.init(name, column, unit, direction, definition, nullWhen, true, samples)
    }

    private init(
        _ name: String,
        _ column: String,
        _ unit: MetricUnit,
        _ direction: Direction,
        _ definition: String,
        _ nullWhen: String,
        _ isPooled: Bool,
        _ samples: @escaping @Sendable (Run) -> [Double]
    ) {
        self.name = name
        self.column = column
        self.unit = unit
        self.direction = direction
        self.definition = definition
        self.nullWhen = nullWhen
        self.isPooled = isPooled
        self.samples = samples
    }
}

/// What a metric is counted in.
package enum MetricUnit: String, Sendable {
    case milliseconds = "ms"
    case tokensPerSecond = "tok/s"
    case requestsPerSecond = "req/s"
    case tokens
    case count
    case fraction
    case dollars = "USD"
}

/// Which way a metric gets better.
package enum Direction: String, Sendable {
    case lower = "lower is better"
    case higher = "higher is better"
    case neither = "-"
}
