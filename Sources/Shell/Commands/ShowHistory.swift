internal import BenchLanguage
private import FoundationEssentials
internal import History
internal import Measurement
internal import Rendering
private import Statistics
internal import Text

extension Command {
    static let showHistory = Command(
        forms: [
            "show history {for TARGET | mode MODE | status WORD | named NAME | prompt STRING "
                + "| since AGE | before AGE | order by WORD [asc|desc] | limit INT | offset INT} "
                + Show.output
        ],
        synonyms: ["list", "ls"],
        summary: "list the stored suites, newest first",
        details:
            "Without 'limit' the newest 20 are shown. 'prompt' looks for a text in the prompt. "
            + "'order by' takes a metric, by its median, or a column such as p95_ttft_ms; the best "
            + "comes first.",
        examples: [
            "show history", "show history for mock mode multi limit 5",
            "show history since 7d as csv", "show history order by p95_ttft_ms limit 3",
            #"show history prompt "lighthouse" status completed"#,
        ],
        check: { call, _ throws(Diagnostic) in
            _ = try status(call)
            _ = try order(call)
        },
        action: { call, session in
            let filter = try filter(call, session)
            let rows = try session.history().suites(filter)
            let table = Table(columns: columns, rows: rows.map(cells))
            try Show.emit(
                table,
                sparing: ["avg_latency_ms", "p95_ttft_ms", "mode", "created_at", "status", "name"],
                call,
                session
            )
            if rows.count == filter.limit, call.integer(after: "limit") == nil {
                let which = filter.order == nil ? "newest" : "first"
                session.output.note("the \(which) \(rows.count); 'limit' shows more")
            }
        }
    )

    private static let defaultLimit = 20

    @MainActor
    private static func filter(_ call: Call, _ session: Session) throws -> SuiteFilter {
        let target = try call.target(after: "for")?.resolve(using: session.scope)
        return SuiteFilter(
            provider: target?.provider,
            model: target?.model,
            mode: call.word(.mode).flatMap { Mode(rawValue: $0.text) },
            status: try status(call),
            name: call.word(.name, after: "named")?.text,
            since: try session.moment(call, "since"),
            before: try session.moment(call, "before"),
            promptText: try call.text(after: "prompt")?.resolve(using: session.scope),
            order: try order(call),
            limit: try amount("limit", call, session) ?? defaultLimit,
            offset: try amount("offset", call, session) ?? 0
        )
    }

    private static func status(_ call: Call) throws(Diagnostic) -> SuiteStatus? {
        guard let word = call.word(.word, after: "status") else { return nil }
        if let status = SuiteStatus(rawValue: word.text.lowercased()) { return status }
        let all = SuiteStatus.allCases.map(\.rawValue)
        let near = suggestion(for: word.text, among: all)
        throw .error(
            "unknown status '\(word.text)'",
            at: word.span,
            label: near.map { "did you mean '\($0)'?" }
                ?? "it is \(Enumeration.text(all, "or"))"
        )
    }

    /// What 'order by' asks for: a figure as it is called in the view, or the median of a metric.
    private static func order(_ call: Call) throws(Diagnostic) -> SuiteFilter.Order? {
        guard let word = call.word(.word, after: "by") else { return nil }
        let name = word.text.lowercased()
        let metric = Metric.named(name)
        let candidates = [
            name, columns.first { $0.heading == name }?.key, metric.map(Statistic.p50.column),
            metric.map { "total_\($0.column)" },
            SuiteMetric.named(name)?.column,
        ].compactMap(\.self)
        for column in candidates {
            let figure = SuiteFigure.all.first { $0.column == column }
            let isDescending =
                call.has("desc")
                || !call.has("asc") && figure?.statistic?.metric.direction != .lower
            if let order = SuiteFilter.Order(column, isDescending: isDescending) { return order }
        }
        let known = Metric.summarised.map(\.name) + SuiteFigure.all.map(\.column)
        let near = suggestion(for: name, among: known)
        throw .error(
            "suites have no column '\(word.text)'",
            at: word.span,
            label: near.map { "did you mean '\($0)'?" }
                ?? "write ttft, ttfb, latency, tps or gap, or a column of the view 'suites'"
        )
    }

    /// How many suites to show or to leave out.
    @MainActor
    private static func amount(
        _ keyword: String,
        _ call: Call,
        _ session: Session
    ) throws(Diagnostic) -> Int? {
        guard let operand = call.integer(after: keyword) else { return nil }
        let amount = try operand.resolve(using: session.scope)
        guard amount >= 0 else {
            throw .error("\(keyword) is 0 or more, not \(amount)", at: operand.span)
        }
        return amount
    }

    private static let columns = [
        Column("suite", isNumeric: true), Column("name"),
        Column("created_at", heading: "created"), Column("mode"), Column("target"),
        Column("status"), Column("requests", heading: "runs", isNumeric: true),
        Column("error_count", heading: "errors", isNumeric: true),
        Column("p50_ttft_ms", heading: "ttft p50 ms", isNumeric: true),
        Column("p95_ttft_ms", heading: "p95 ms", isNumeric: true),
        Column("avg_tps", heading: "tok/s", isNumeric: true),
        Column("avg_latency_ms", heading: "latency ms", isNumeric: true),
    ]

    private static func cells(_ row: SuiteRow) -> [Cell] {
        let suite = row.suite
        let figure = { (name: String, unit: MetricUnit) in Cell(row.figures[name], unit) }
        return [
            Cell(suite.number), Cell(suite.name), .time(suite.createdAt),
            .text(suite.mode.rawValue),
            .text(suite.targets.map(\.description).joined(separator: ", ")),
            .text(suite.status.rawValue),
            figure("requests", .count), figure("error_count", .count),
            figure("p50_ttft_ms", .milliseconds),
            figure("p95_ttft_ms", .milliseconds), figure("avg_tps", .tokensPerSecond),
            figure("avg_latency_ms", .milliseconds),
        ]
    }
}
