package import Measurement

/// A column about runs and how a run fills it.
package struct RunField: Sendable {
    /// The key and the heading.
    package let column: Column
    /// What a run puts into the column.
    package let cell: @Sendable (Run) -> Cell

    /// Every column, as `show runs … as json` gives them: `Run.fields`.
    package static let all: [RunField] = Run.fields.map(RunField.init)

    /// The columns that fit a terminal.
    package static let brief: [RunField] =
        [
            RunField("run") { Cell($0.number) },
            RunField("target") { .text($0.target.description) },
            RunField("status") { .text($0.outcome.word) },
        ] + [.ttft, .ttfb, .latency, .tps].map(RunField.init) + [
            RunField("output_tokens", heading: "tokens", tokens),
            RunField("error", error),
        ]

    /// The table of some runs, one to a row.
    package static func table(of runs: [Run], _ fields: [RunField] = all) -> Table {
        Table(
            columns: fields.map(\.column),
            rows: runs.map { run in fields.map { $0.cell(run) } }
        )
    }

    /// One run with all its columns.
    package static func record(of run: Run) -> Record {
        Record(all.map { ($0.column, $0.cell(run)) })
    }

    private init(
        _ key: String,
        heading: String? = nil,
        _ cell: @escaping @Sendable (Run) -> Cell
    ) {
        column = Column(key, heading: heading ?? key.underscoresAsSpaces)
        self.cell = cell
    }

    private init(_ field: Field<Run>) {
        column = Metric.named(field.name).map { Column($0) } ?? Column(field)
        cell = { Cell(field.value($0), field.unit) }
    }

    private init(_ metric: Metric) {
        column = Column(metric)
        cell = { Cell(metric.value(of: $0), metric.unit) }
    }

    private static func tokens(_ run: Run) -> Cell {
        guard let output = run.tokens.output else { return .missing }
        return run.tokens.source == .estimated ? .estimate(output) : .integer(output)
    }

    private static func error(_ run: Run) -> Cell {
        Cell(run.outcome.failure.map { "\($0.kind.rawValue): \($0.message)" })
    }
}
