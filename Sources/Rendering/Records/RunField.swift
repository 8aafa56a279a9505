package import Measurement

/// A column about runs and how a run fills it.
package struct RunField: Sendable {
    /// The key and the heading.
    package let column: Column
    /// What a run puts into the column.
    package let cell: @Sendable (Run) -> Cell

    /// Every column, as `show runs … as json` gives them: the metrics follow from `Metric.all`.
    package static let all: [RunField] = identity + metrics + circumstances

    /// The columns that fit a terminal.
    package static let brief: [RunField] =
        [
            RunField("run_number", heading: "run") { Cell($0.number) },
            RunField("target") { .text($0.target.description) },
            status,
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

    private init(_ metric: Metric) {
        column = Column(metric)
        cell = { Cell(metric.value(of: $0), metric.unit) }
    }

    private static let status = RunField("status") { .text($0.outcome.word) }

    private static let identity: [RunField] = [
        RunField("run_number", heading: "run") { Cell($0.number) },
        RunField("provider_id", heading: "provider") { .text($0.target.provider) },
        RunField("model") { .text($0.target.model) },
        status,
        RunField("error_kind") { Cell($0.outcome.failure?.kind.rawValue) },
        RunField("error_message") { Cell($0.outcome.failure?.message) },
        RunField("http_status") { Cell($0.outcome.failure?.httpStatus) },
        RunField("retry_after_s", heading: "retry after s") {
            Cell($0.outcome.failure?.retryAfter, nil)
        },
    ]

    private static let metrics = Metric.all.filter { !$0.isPooled }.map(RunField.init)

    private static let circumstances: [RunField] = [
        RunField("token_source") { Cell($0.tokens.source?.rawValue) },
        RunField("cost_source") { Cell($0.tokens.costSource?.rawValue) },
        RunField("server_tps", heading: "server tok/s") {
            Cell($0.serverTokensPerSecond, .tokensPerSecond)
        },
        RunField("connection") { .text($0.phases.connection.rawValue) },
        RunField("lane") { Cell($0.lane) },
        RunField("start_offset_ms", heading: "start ms") { Cell($0.startOffset, .milliseconds) },
        RunField("finish_reason") { Cell($0.finishReason) },
        RunField("served_model") { Cell($0.servedModel) },
        RunField("notes") { .list($0.notes) },
        RunField("response_preview", heading: "response") { .text($0.preview) },
        RunField("recorded_at", heading: "recorded") { .time($0.recordedAt) },
    ]

    private static func tokens(_ run: Run) -> Cell {
        guard let output = run.tokens.output else { return .missing }
        return run.tokens.source == .estimated ? .estimate(output) : .integer(output)
    }

    private static func error(_ run: Run) -> Cell {
        Cell(run.outcome.failure.map { "\($0.kind.rawValue): \($0.message)" })
    }
}
