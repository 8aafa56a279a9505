internal import BenchLanguage
internal import History
internal import Rendering
internal import Terminal

extension Command {
    static let queries: [Command] = [
        Command(
            forms: ["select …"],
            summary: "ask the history in SQL; it only reads",
            details: "Views: suites, runs, chunks, providers ('show schema'). It is SQLite's SQL "
                + "with p50(x), p95(x), p99(x), percentile(x, q), median(x), stddev(x) and histogram(x), "
                + "a bar of 16 bins from min(x) to max(x). $name is bound. Rows are printed as they "
                + "are found; a table is laid out by the first 1,000. It ends at ';' or an empty line.",
            examples: [
                "select model, p95(ttft_ms) from runs group by 1;",
                "select suite, count(*) from chunks group by suite;",
                "select model, histogram(ttft_ms), max(ttft_ms) from runs group by 1;",
            ]
        ),
        Command(
            forms: ["with …"],
            summary: "the same, beginning with a common table expression",
            examples: ["with fast as (select * from runs where ttft_ms < 100) select * from fast;"]
        ),
        Command(
            forms: ["explain …"],
            summary: "how SQLite answers a query",
            examples: ["explain query plan select * from runs;"]
        ),
    ]
}

extension Query {
    /// Answers a query; its rows are printed as they are found.
    @MainActor
    static func run(_ query: Query, _ session: Session) async throws {
        var bindings: [String: SQLValue] = [:]
        for variable in query.variables {
            bindings[Query.parameter(variable)] = SQLValue(try session.scope.require(variable))
        }
        let console = try session.history().console()
        // The query runs here; a signal comes in on a thread of its own.
        let stopped = Stopped(session)
        let signals = stopped.listen { console.interrupt() }
        defer { signals.cancel() }
        var writer = TableWriter(
            session.settings.format,
            width: session.output.width,
            style: session.output.style
        )
        do {
            try session.paged {
                // Rows that were found are shown, however the query ends.
                defer { try? session.output.flush() }
                try console.query(query.sql, bindings: bindings) { columns in
                    let text = writer.begin(columns.map { Column($0) })
                    try session.output.write(text, mayWait: true)
                } eachRow: { values in
                    let text = writer.row(values.map(Cell.init))
                    if !text.isEmpty { try session.output.write(text, mayWait: true) }
                }
                try session.output.write(writer.end())
            }
        } catch let error as ConsoleError {
            guard stopped.code != nil else { throw query.diagnostic(error) }
            session.output.note("interrupted")
        }
        if let code = stopped.code { throw session.stopped(by: code) }
    }
}

extension SQLValue {
    /// A variable's value; durations are in milliseconds, as the columns are.
    fileprivate init(_ scalar: Scalar) {
        switch scalar {
        case .text(let text): self = .text(text)
        case .number(let number), .percent(let number):
            self = Int64(exactly: number).map(SQLValue.integer) ?? .real(number)
        case .duration(let nanoseconds): self = .real(Double(nanoseconds) / 1e6)
        }
    }
}

extension Cell {
    fileprivate init(_ value: SQLValue) {
        switch value {
        case .null: self = .missing
        case .integer(let integer): self = Int(exactly: integer).map(Cell.integer) ?? .missing
        case .real(let real): self = .number(real, nil)
        case .text(let text): self = .text(text)
        case .blob(let bytes): self = .text("\(bytes.count) bytes")
        }
    }
}
