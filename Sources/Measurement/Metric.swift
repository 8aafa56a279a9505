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
    private let single: @Sendable (Run) -> Double?
    /// Puts a value back into a run; nil for what is computed from other values.
    let restore: (@Sendable (inout Run, Double?) -> Void)?

    /// The run's value, nil where it is undefined and for pooled metrics.
    package func value(of run: Run) -> Double? {
        single(run)
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

    /// A metric of which a run gives many samples.
    init(
        _ name: String,
        _ column: String,
        _ unit: MetricUnit,
        _ direction: Direction,
        _ definition: String,
        null nullWhen: String,
        pooled samples: @escaping @Sendable (Run) -> [Double]
    ) {
        self.name = name
        self.column = column
        self.unit = unit
        self.direction = direction
        self.definition = definition
        self.nullWhen = nullWhen
        self.samples = samples
        isPooled = true
        single = { _ in nil }
        restore = nil
    }

    /// A metric that is computed from a run.
    init(
        _ name: String,
        _ column: String,
        _ unit: MetricUnit,
        _ direction: Direction,
        _ definition: String,
        null nullWhen: String,
        restore: (@Sendable (inout Run, Double?) -> Void)? = nil,
        _ value: @escaping @Sendable (Run) -> Double?
    ) {
        self.name = name
        self.column = column
        self.unit = unit
        self.direction = direction
        self.definition = definition
        self.nullWhen = nullWhen
        samples = { run in value(run).map { [$0] } ?? [] }
        isPooled = false
        single = value
        self.restore = restore
    }

    /// A metric that is a time in a run.
    init(
        _ name: String,
        _ column: String,
        _ definition: String,
        null nullWhen: String,
        at place: Place<Run, Double?>
    ) {
        self.init(
            name,
            column,
            .milliseconds,
            .lower,
            definition,
            null: nullWhen,
            restore: { $0[keyPath: place] = $1 },
            reader(place)
        )
    }

    /// A metric that is a count of tokens in a run.
    init(
        _ name: String,
        _ definition: String,
        null nullWhen: String,
        at place: Place<Run, Int?>
    ) {
        let read = reader(place)
        self.init(
            name,
            name,
            .tokens,
            .neither,
            definition,
            null: nullWhen,
            restore: {
                $0[keyPath: place] = $1.flatMap { FieldValue(Int(exactly: $0)).integer }
            }
        ) { read($0).map(Double.init) }
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
