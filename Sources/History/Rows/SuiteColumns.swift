internal import FoundationEssentials
internal import Measurement

/// How a suite lies in `benchmark_suites`.
enum SuiteColumns {
    /// What a suite is rebuilt from.
    static let recorded: [StoredColumn<Suite>] =
        [
            .integer("number", \.number),
            .text("id", \.id),
            .text("name", \.name),
            .word("mode", \.mode),
            StoredColumn(
                "targets",
                { .text(JSONText.text($0.targets.map(\.description))) },
                restore: { $0.targets = ($1.text.map(JSONText.strings) ?? []).compactMap(target) }
            ),
            .integer("num_runs", \.requests),
            .integer("concurrency", \.concurrency),
            .integer("max_tokens", \.request.maxTokens),
            .real("temperature", \.request.temperature),
            .word("thinking", \.request.thinking),
            .word("connection", \.request.connection),
            .real("timeout_s", \.request.timeout),
            .word("status", \.status),
            .time("created_at", \.createdAt),
            .time("completed_at", \.completedAt),
            .real("wall_ms", \.wall),
            .text("prompt", \.request.prompt),
            .text("system_prompt", \.request.system),
        ] + conditions

    /// How the instrument fared; a suite in which none is known was not observed.
    private static let conditions: [StoredColumn<Suite>] = [
        condition("loop_lag_p99_ms", \.loopLagP99),
        condition("loop_lag_max_ms", \.loopLagMax),
        condition("cpu_cores", \.cpu),
        StoredColumn(
            "machine_cores",
            { ($0.conditions?.cores).stored },
            restore: { suite, value in
                guard let cores = value.integer else { return }
                suite.conditions = suite.conditions ?? Conditions()
                suite.conditions?.cores = cores
            }
        ),
    ]

    private static func condition(
        _ name: String,
        _ place: Place<Conditions, Double?>
    ) -> StoredColumn<Suite> {
        StoredColumn(
            name,
            { ($0.conditions?[keyPath: place]).stored },
            restore: { suite, value in
                guard let real = value.real else { return }
                suite.conditions = suite.conditions ?? Conditions()
                suite.conditions?[keyPath: place] = real
            }
        )
    }

    /// What is known only when a suite ends.
    static let ending: [StoredColumn<Suite>] =
        recorded.filter { ["status", "completed_at", "wall_ms"].contains($0.name) } + conditions

    /// The target, or the word `multi` for several, as the original plan has it.
    static let derived: [StoredColumn<Suite>] = [
        StoredColumn("provider_id") { .text(one(of: $0, \.provider)) },
        StoredColumn("model") { .text(one(of: $0, \.model)) },
    ]

    private static func one(of suite: Suite, _ part: (Target) -> String) -> String {
        suite.targets.count > 1 ? "multi" : suite.targets.first.map(part) ?? ""
    }

    /// A query whose rows `suite(in:)` and `row(in:)` read.
    static func select(where condition: String) -> String {
        let columns = recorded.map(\.name) + SuiteFigure.all.map(\.column)
        return
            "SELECT \(columns.joined(separator: ", ")) FROM benchmark_suites s WHERE \(condition)"
    }

    static func suite(in statement: borrowing PreparedStatement) -> Suite {
        var suite = Suite(
            id: "",
            mode: .single,
            targets: [],
            request: RequestSettings(prompt: ""),
            requests: 0,
            concurrency: 0,
            createdAt: Date(timeIntervalSince1970: 0)
        )
        for (index, column) in recorded.enumerated() {
            column.restore?(&suite, statement.value(at: index))
        }
        return suite
    }

    static func row(in statement: borrowing PreparedStatement) -> SuiteRow {
        var figures: [String: Double] = [:]
        for (index, figure) in SuiteFigure.all.enumerated() {
            figures[figure.column] = statement.value(at: recorded.count + index).real
        }
        return SuiteRow(suite: suite(in: statement), figures: figures)
    }

    private static func target(_ text: String) -> Target? {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        return Target(
            provider: String(text[..<slash]),
            model: String(text[text.index(after: slash)...])
        )
    }
}
