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
    /// Puts a value back into a run; nil for what is computed from other values.
    let restore: (@Sendable (inout Run, Double?) -> Void)?

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

    /// A metric that is computed from a run.
    init(
        _ name: String,
        _ column: String,
        _ unit: MetricUnit,
        _ direction: Direction,
        _ definition: String,
        null nullWhen: String,
        isPooled: Bool = false,
        restore: (@Sendable (inout Run, Double?) -> Void)? = nil,
        samples: @escaping @Sendable (Run) -> [Double]
    ) {
        self.name = name
        self.column = column
        self.unit = unit
        self.direction = direction
        self.definition = definition
        self.nullWhen = nullWhen
        self.samples = samples
        self.isPooled = isPooled
        self.restore = restore
    }

    init(
        _ name: String,
        _ column: String,
        _ unit: MetricUnit,
        _ direction: Direction,
        _ definition: String,
        null nullWhen: String,
        _ value: @escaping @Sendable (Run) -> Double?
    ) {
        self.init(name, column, unit, direction, definition, null: nullWhen) { run in
            value(run).map { [$0] } ?? []
        }
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
            samples: { run in run[keyPath: place].map { [$0] } ?? [] }
        )
    }

    /// A metric that is a count of tokens in a run.
    init(
        _ name: String,
        _ definition: String,
        null nullWhen: String,
        at place: Place<Run, Int?>
    ) {
        self.init(
            name,
            name,
            .tokens,
            .neither,
            definition,
            null: nullWhen,
            restore: {
                $0[keyPath: place] = $1.flatMap { FieldValue(Int(exactly: $0)).integer }
            },
            samples: { run in run[keyPath: place].map { [Double($0)] } ?? [] }
        )
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
