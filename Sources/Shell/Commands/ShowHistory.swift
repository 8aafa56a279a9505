internal import BenchLanguage
private import FoundationEssentials
internal import History
internal import Measurement
internal import Rendering

extension Command {
    static let showHistory = Command(
        forms: [
            "show history {for TARGET | mode MODE | since AGE | limit INT | offset INT} "
                + Show.output
        ],
        synonyms: ["list", "ls"],
        summary: "list the stored suites, newest first",
        details: "Without 'limit' the newest 20 are shown.",
        examples: [
            "show history", "show history for mock mode multi limit 5",
            "show history since 7d as csv",
        ],
        action: { call, session in
            var filter = SuiteFilter(limit: defaultLimit)
            if let target = try call.target(after: "for")?.resolve(using: session.scope) {
                filter.provider = target.provider
                filter.model = target.model
            }
            filter.mode = call.word(.mode).flatMap { Mode(rawValue: $0.text.lowercased()) }
            if let age = try call.duration(after: "since")?.resolve(using: session.scope) {
                let seconds = Double(age.count) / 1e9
                filter.since = session.surroundings.now().addingTimeInterval(-seconds)
            }
            filter.limit = try amount("limit", call, session) ?? defaultLimit
            filter.offset = try amount("offset", call, session) ?? 0
            let rows = try session.history().suites(filter)
            let table = Table(columns: columns, rows: rows.map(cells))
            try Show.emit(
                table,
                sparing: ["name", "avg_latency_ms", "p95_ttft_ms", "mode", "status", "created_at"],
                call,
                session
            )
            if rows.count == filter.limit, call.integer(after: "limit") == nil {
                session.output.note("the newest \(rows.count); 'limit' shows more")
            }
        }
    )

    private static let defaultLimit = 20

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
        Column("status"), Column("num_runs", heading: "runs", isNumeric: true),
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
            .text(suite.status.rawValue), .integer(suite.requests),
            figure("error_count", .count), figure("p50_ttft_ms", .milliseconds),
            figure("p95_ttft_ms", .milliseconds), figure("avg_tps", .tokensPerSecond),
            figure("avg_latency_ms", .milliseconds),
        ]
    }
}
