internal import GRDB
private import GRDBSQLite

/// What SQL of the user's may do, asked by SQLite for each part of a statement as it compiles.
///
/// Nothing is allowed that is not listed: reading the views and the tables behind them, and
/// functions without effects.
final class Authorizer {
    private static let readable =
        Set(Schema.views)
        .union([
            "benchmark_suites", "suite_texts", "benchmark_runs", "run_details", "calibrations",
            "json_each", "json_tree",
        ])
    private static let harmful: Set<String> = ["load_extension", "fts3_tokenizer"]

    /// The first thing that was refused, in words.
    private(set) var refused: String?

    /// Lets the table functions that may be used come into being, before anything is refused.
    ///
    /// SQLite makes them where a connection first names them, and asks then as if its own table of
    /// tables were changed.
    static func prepare(_ db: Database) throws {
        try db.execute(sql: "SELECT 1 FROM json_each('[]'), json_tree('[]')")
    }

    /// Guards a connection while `body` runs.
    func guarding<Value>(_ db: Database, _ body: () throws -> Value) rethrows -> Value {
        // The callback runs only inside calls that `body` makes, and this object lives as long.
        sqlite3_set_authorizer(
            db.sqliteConnection,
            { context, action, first, second, _, _ in
                guard let context else { return SQLITE_DENY }
                let authorizer = Unmanaged<Authorizer>.fromOpaque(context).takeUnretainedValue()
                let isAllowed = authorizer.judge(
                    action,
                    first.map { String(cString: $0) } ?? "",
                    second.map { String(cString: $0) } ?? ""
                )
                return isAllowed ? SQLITE_OK : SQLITE_DENY
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
        defer { sqlite3_set_authorizer(db.sqliteConnection, nil, nil) }
        return try body()
    }

    private func judge(_ action: Int32, _ first: String, _ second: String) -> Bool {
        guard let refusal = Self.refusal(action, first, second) else { return true }
        refused = refused ?? refusal
        return false
    }

    private static func refusal(_ action: Int32, _ first: String, _ second: String) -> String? {
        // Making, dropping and altering show first as a change of SQLite's own table of tables.
        let isSchema = first == "sqlite_master" || first == "sqlite_temp_master"
        switch action {
        case SQLITE_SELECT, SQLITE_RECURSIVE: return nil
        // No column is read: `count(*)`, of a common table expression for example.
        case SQLITE_READ where second.isEmpty: return nil
        case SQLITE_READ where readable.contains(first.lowercased()): return nil
        case SQLITE_FUNCTION where !harmful.contains(second.lowercased()): return nil
        case SQLITE_READ: return "reading '\(first)'"
        case SQLITE_FUNCTION: return "\(second)()"
        case SQLITE_INSERT: return isSchema ? "create" : "insert"
        case SQLITE_DELETE: return isSchema ? "drop" : "delete"
        // ALTER is asked about as such before it changes anything there.
        case SQLITE_UPDATE:
            return isSchema ? "a table of SQLite's own, but json_each and json_tree," : "update"
        case SQLITE_ALTER_TABLE: return "alter"
        case SQLITE_PRAGMA: return "pragma \(first)"
        case SQLITE_ATTACH: return "attach"
        case SQLITE_DETACH: return "detach"
        case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: return first.lowercased()
        case SQLITE_ANALYZE: return "analyze"
        case SQLITE_REINDEX: return "reindex"
        default: return "this statement"
        }
    }
}
