internal import Measurement

/// How a run lies in `benchmark_runs` and `run_details`.
enum RunColumns {
    /// The columns of `benchmark_runs` that say which suite a run is of; bound before the others.
    static let keys = ["suite_number", "suite_id"]

    /// What a run is rebuilt from.
    static let recorded: [StoredColumn<Run>] =
        [
            .integer("run_number", \.number),
            .text("provider_id", \.target.provider),
            .text("model", \.target.model),
        ] + outcome + [
            .word("connection", \.phases.connection),
            .integer("lane", \.lane),
            .real("start_offset_ms", \.startOffset),
            .time("recorded_at", \.recordedAt),
            .real("dns_ms", \.phases.dns),
            .real("connect_ms", \.phases.connect),
            .real("tls_ms", \.phases.tls),
            .real("headers_ms", \.headers),
            .real("ttfb_ms", \.firstByte),
            .real("ttft_ms", \.firstToken),
            .real("answer_ttft_ms", \.firstAnswer),
            .real("last_token_ms", \.lastToken),
            .real("total_latency_ms", \.end),
            .real("first_read_share", \.firstReadShare),
            .integer("input_tokens", \.tokens.input),
            .integer("output_tokens", \.tokens.output),
            .integer("total_tokens", \.tokens.total),
            .integer("reasoning_tokens", \.tokens.reasoning),
            .integer("cached_tokens", \.tokens.cached),
            .word("token_source", \.tokens.source),
            .real("cost_usd", \.tokens.cost),
            .word("cost_source", \.tokens.costSource),
            StoredColumn(
                "reasoning_hidden",
                { .integer($0.reasoningHidden ? 1 : 0) },
                restore: { $0.reasoningHidden = $1.integer == 1 }
            ),
            .real("server_tps", \.serverTokensPerSecond),
            .text("finish_reason", \.finishReason),
            .text("served_model", \.servedModel),
            StoredColumn(
                "notes",
                { $0.notes.isEmpty ? .null : .text(JSONText.text($0.notes)) },
                restore: { $0.notes = $1.text.map(JSONText.strings) ?? [] }
            ),
        ]

    private static let outcome: [StoredColumn<Run>] = [
        StoredColumn("status", { .text($0.outcome.word) }) { run, value in
            switch value.text {
            case Outcome.success.word: run.outcome = .success
            case Outcome.cancelled.word: run.outcome = .cancelled
            default: run.outcome = .error(Failure(.protocol, ""))
            }
        },
        StoredColumn("error_kind", { ($0.outcome.failure?.kind.rawValue).stored }) { run, value in
            guard let kind = value.text.flatMap(ErrorKind.init(rawValue:)) else { return }
            run.changeFailure { $0.kind = kind }
        },
        StoredColumn("error_message", { ($0.outcome.failure?.message).stored }) { run, value in
            run.changeFailure { $0.message = value.text ?? "" }
        },
        StoredColumn("http_status", { ($0.outcome.failure?.httpStatus).stored }) { run, value in
            run.changeFailure { $0.httpStatus = value.integer }
        },
        StoredColumn("retry_after_s", { ($0.outcome.failure?.retryAfter).stored }) { run, value in
            run.changeFailure { $0.retryAfter = value.real }
        },
    ]

    /// What follows from the rest and is stored for SQL: every metric that is no column already.
    static let derived: [StoredColumn<Run>] =
        Metric.all.filter { metric in
            !metric.isPooled && !recorded.contains { $0.name == metric.column }
        }.map { metric in
            StoredColumn(metric.column) { metric.value(of: $0).stored }
        } + [
            // Counting characters costs more than the rest of the row; few answers need it.
            StoredColumn("response_preview") { run in
                run.response.isEmpty
                    ? .null : .text(run.response.utf8.count <= 500 ? run.response : run.preview)
            }
        ]

    /// The wide, rarely read parts, which lie apart so that the narrow ones are read fast.
    static let details: [StoredColumn<Run>] = [
        StoredColumn(
            "timeline",
            { $0.timeline.arrivals.isEmpty ? .null : .text(JSONText.text($0.timeline)) },
            restore: { $0.timeline = $1.text.map(JSONText.timeline) ?? Timeline() }
        ),
        StoredColumn(
            "response",
            { $0.response.isEmpty ? .null : .text($0.response) },
            restore: { $0.response = $1.text ?? "" }
        ),
        StoredColumn(
            "reasoning",
            { $0.reasoning.isEmpty ? .null : .text($0.reasoning) },
            restore: { $0.reasoning = $1.text ?? "" }
        ),
    ]

    /// The run in the current row of a query of `restored`, in that order.
    static func run(in statement: borrowing PreparedStatement) -> Run {
        var run = Run(
            number: 0,
            target: Target(provider: "", model: ""),
            outcome: .cancelled,
            end: 0
        )
        for (index, column) in restored.enumerated() {
            column.restore?(&run, statement.value(at: index))
        }
        return run
    }

    static let restored = recorded + details
}

extension Run {
    /// Changes why the run failed; nothing happens to one that did not.
    fileprivate mutating func changeFailure(_ change: (inout Failure) -> Void) {
        guard case .error(var failure) = outcome else { return }
        change(&failure)
        outcome = .error(failure)
    }
}
