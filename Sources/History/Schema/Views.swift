internal import GRDB
private import Measurement

/// The views over the tables.
///
/// They follow the fields of `Measurement` and hold no data, so no migration knows them.
enum Views {
    static let all = [runs, suites, chunks, providers]

    /// Makes the views anew where the file has others, with a column for each new field.
    ///
    /// A new figure is worked out for the suites that have ended.
    static func refresh(in queue: DatabaseQueue) throws {
        guard try !queue.inDatabase(areCurrent) else { return }
        try queue.write { db in
            for (table, columns) in columns { try addMissing(columns, to: table, in: db) }
            let hasNewFigures = try addMissing(figures, to: "benchmark_suites", in: db)
            for view in all {
                try db.execute(sql: "DROP VIEW IF EXISTS \(view.name)")
                try db.execute(sql: view.sql)
            }
            if hasNewFigures { try db.sumUpEndedSuites() }
        }
    }

    /// Whether the tables, which are there, lack a column of this program.
    static func lackColumns(in db: Database) throws -> Bool {
        // The views are made with the columns, and looking at them costs less.
        guard try !areCurrent(in: db) else { return false }
        return try (columns + [("benchmark_suites", figures)]).contains { table, columns in
            try !missing(columns, in: table, db).isEmpty
        }
    }

    private typealias Columns = [(name: String, type: String)]

    private static let columns: [(table: String, columns: Columns)] = [
        ("benchmark_runs", RunColumns.narrow.map { ($0.column, $0.type) }),
        ("benchmark_suites", SuiteColumns.narrow.map { ($0.column, $0.type) }),
    ]
    private static let figures: Columns = SuiteFigure.all.map { ($0.column, $0.type) }

    private static func missing(
        _ columns: Columns,
        in table: String,
        _ db: Database
    ) throws -> Columns {
        let stored = Set(try db.columns(in: table).map(\.name))
        return columns.filter { !stored.contains($0.name) }
    }

    /// Whether there was a column to add.
    @discardableResult
    private static func addMissing(
        _ columns: Columns,
        to table: String,
        in db: Database
    ) throws -> Bool {
        let missing = try missing(columns, in: table, db)
        for (name, type) in missing {
            try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(name) \(type)")
        }
        return !missing.isEmpty
    }

    /// Whether the file has the views, and with them the columns, of this program.
    static func areCurrent(in db: Database) throws -> Bool {
        // Views of the user's own do not count.
        let sql = "SELECT sql FROM sqlite_master WHERE type = 'view'"
        return try String.fetchSet(db, sql: sql).isSuperset(of: all.map(\.sql))
    }

    private static let runs = View(
        name: "runs",
        columns: [
            .init("suite", "the suite's short number", is: "suite_number"),
            .init("suite_id", "the suite's UUID", is: ofSuite("id")),
        ]
            + Run.fields.map { field in
                field.name == "response_preview"
                    ? .init(field.name, field.meaning, is: detail("substr(response, 1, 500)"))
                    : .init(field.name, field.meaning, is: field.column)
            }
            + Run.wideFields.map { .init($0.name, $0.meaning, is: detail($0.column)) },
        source: "FROM benchmark_runs"
    )

    /// A part of a run that a query which does not ask for it never looks up.
    private static func detail(_ expression: String) -> String {
        "(SELECT \(expression) FROM run_details WHERE run_id = benchmark_runs.id)"
    }

    private static func ofSuite(_ column: String) -> String {
        "(SELECT \(column) FROM benchmark_suites WHERE number = suite_number)"
    }

    private static let suites = View(
        name: "suites",
        columns: Suite.fields.map { .init($0.name, $0.meaning, is: $0.column) }
            + SuiteFigure.all.map { .init($0.column, $0.meaning) }
            + Suite.instrumentFields.map { .init($0.name, $0.meaning, is: $0.column) }
            + Suite.wideFields.map { field in
                .init(
                    field.name,
                    field.meaning,
                    is: "(SELECT \(field.column) FROM suite_texts WHERE suite_number = number)"
                )
            },
        source: "FROM benchmark_suites"
    )

    private static let chunks = View(
        name: "chunks",
        columns: [
            .init("suite", "the suite's short number", is: "r.suite_number"),
            .init("run", "the run's number in its suite", is: "r.run_number"),
            .init("provider_id", "the provider", is: "r.provider_id"),
            .init("model", "the model", is: "r.model"),
            .init("status", "how the run ended: success, error or cancelled", is: "r.status"),
            .init("chunk", "1 for the first delta with generated text", is: "j.key + 1"),
            .init("at_ms", "arrival since the run's start (ms)", is: "j.value / 1000.0"),
            .init(
                "gap_ms",
                "silence before it (ms); null for the first, and where it came with the one before",
                is: "nullif(j.value - lag(j.value) OVER "
                    + "(PARTITION BY r.suite_number, r.run_number ORDER BY j.key), 0) / 1000.0"
            ),
        ],
        source: """
            FROM benchmark_runs r
            JOIN run_details d ON d.run_id = r.id
            JOIN json_each(d.timeline) j
            """
    )

    private static let providers = View(
        name: "providers",
        columns: [
            .init("provider_id", "a provider with runs"),
            .init("models", "how many of its models were run", is: "count(DISTINCT model)"),
            .init("suites", "suites with a run of it", is: "count(DISTINCT suite_number)"),
            .init("runs", "its runs", is: "count(*)"),
            .init("successes", "its successful runs", is: "sum(status = 'success')"),
            .init("errors", "its failed runs", is: "sum(status = 'error')"),
            .init("cancelled", "its cancelled runs", is: "sum(status = 'cancelled')"),
            .init("first_at", "when its first run ended, UTC", is: "min(recorded_at)"),
            .init("last_at", "when its latest run ended, UTC", is: "max(recorded_at)"),
        ],
        source: "FROM benchmark_runs GROUP BY provider_id"
    )
}
