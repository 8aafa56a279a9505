extension Run {
    /// Every value of a run but the wide ones, in the order of the view `runs`.
    package static let fields: [Field<Run>] =
        identity + failure + Metric.all.filter { !$0.isPooled }.map(Field.init) + circumstances

    /// The wide and rarely read values, which lists leave out.
    package static let wideFields: [Field<Run>] = [
        Field(
            "timeline",
            .offsets,
            "arrival of each chunk since the run's start, a JSON array (µs)",
            value: { $0.timeline.arrivals.isEmpty ? .null : .offsets($0.timeline.arrivals) },
            restore: { $0.timeline = Timeline(arrivals: $1.offsets ?? []) }
        ),
        Field(
            "response",
            .text,
            "the whole answer",
            value: { $0.response.isEmpty ? .null : .text($0.response) },
            restore: { $0.response = $1.text ?? "" }
        ),
        Field(
            "reasoning",
            .text,
            "the whole reasoning text",
            value: { $0.reasoning.isEmpty ? .null : .text($0.reasoning) },
            restore: { $0.reasoning = $1.text ?? "" }
        ),
    ]

    private static let identity: [Field<Run>] = [
        .integer("run", \.number, "1 for the first run of its suite"),
        .text("provider_id", \.target.provider, "the provider"),
        .text("model", \.target.model, "the model that was asked for"),
        Field(
            "status",
            .text,
            "success, error or cancelled",
            value: { .text($0.outcome.word) },
            restore: { run, value in
                switch value.text {
                case Outcome.success.word: run.outcome = .success
                case Outcome.cancelled.word: run.outcome = .cancelled
                default: run.outcome = .error(Failure(.protocol, ""))
                }
            }
        ),
    ]

    // Why a run failed is put back after its status.
    private static let failure: [Field<Run>] = [
        Field(
            "error_kind",
            .text,
            "why the run failed: " + ErrorKind.allCases.map(\.rawValue).joined(separator: ", "),
            value: { FieldValue($0.outcome.failure?.kind.rawValue) },
            restore: { run, value in
                guard let kind = value.text.flatMap(ErrorKind.init(rawValue:)) else { return }
                run.changeFailure { $0.kind = kind }
            }
        ),
        Field(
            "error_message",
            .text,
            "why the run failed, in words",
            value: { FieldValue($0.outcome.failure?.message) },
            restore: { run, value in run.changeFailure { $0.message = value.text ?? "" } }
        ),
        Field(
            "http_status",
            .integer,
            "the HTTP status of a failed run",
            value: { FieldValue($0.outcome.failure?.httpStatus) },
            restore: { run, value in run.changeFailure { $0.httpStatus = value.integer } }
        ),
        Field(
            "retry_after_s",
            .real,
            "how long the server asked to wait (s)",
            value: { FieldValue($0.outcome.failure?.retryAfter) },
            restore: { run, value in run.changeFailure { $0.retryAfter = value.real } }
        ),
    ]

    private static let circumstances: [Field<Run>] = [
        .word(
            "token_source",
            \.tokens.source,
            "usage: as the server counted; estimated: from the text"
        ),
        .word("cost_source", \.tokens.costSource, "server, or prices: from the registry"),
        .real(
            "last_token_ms",
            \.lastToken,
            .milliseconds,
            "from the run's start to the last generated delta (ms)"
        ),
        .real(
            "first_read_share",
            \.firstReadShare,
            .fraction,
            "share of the text that came with the first read, 0 to 1"
        ),
        Field(
            "reasoning_hidden",
            .integer,
            "1 when reasoning was billed but not streamed",
            value: { .integer($0.reasoningHidden ? 1 : 0) },
            restore: { $0.reasoningHidden = $1.integer == 1 }
        ),
        .real(
            "server_tps",
            \.serverTokensPerSecond,
            .tokensPerSecond,
            "the server's own decode speed (tok/s)"
        ),
        .word("connection", \.phases.connection, "warm: open before the run; cold: opened for it"),
        .integer("lane", \.lane, "the parallel worker that sent it, 0 for the first"),
        .real(
            "start_offset_ms",
            \.startOffset,
            .milliseconds,
            "the run's start since the suite's start (ms)"
        ),
        .text("finish_reason", \.finishReason, "why the model stopped, in the server's word"),
        .text(
            "served_model",
            \.servedModel,
            "the model the server says it used, when it is another"
        ),
        Field(
            "notes",
            .list,
            "remarks on the figures, a JSON array",
            value: { $0.notes.isEmpty ? .null : .list($0.notes) },
            restore: { $0.notes = $1.list ?? [] }
        ),
        .time("recorded_at", \.recordedAt, "when the run ended, UTC"),
        Field("response_preview", .text, "the first 500 characters of the answer") { run in
            run.response.isEmpty ? .null : .text(run.preview)
        },
    ]
}

extension Field<Run> {
    /// The field of a metric of which a run has one value.
    fileprivate init(_ metric: Metric) {
        var restore: (@Sendable (inout Run, FieldValue) -> Void)?
        if let put = metric.restore { restore = { run, value in put(&run, value.real) } }
        self.init(
            metric.column,
            .real,
            "\(metric.definition) (\(metric.unit.rawValue)); null: \(metric.nullWhen)",
            in: metric.unit,
            value: { FieldValue(metric.value(of: $0)) },
            restore: restore
        )
    }
}

extension Run {
    /// Changes why the run failed; nothing happens to one that did not.
    fileprivate mutating func changeFailure(_ change: (inout Failure) -> Void) {
        guard case .error(var failure) = outcome else { return }
        change(&failure)
        outcome = .error(failure)
    }
}
