internal import GRDB

/// The tables of a new file, made at once as all migrations and fields would leave them.
///
/// Some fifty changes of tables, each of which has SQLite read all of them again, would delay the
/// first start. A test writes `fresh.sql` from these changes and holds it to them.
enum FreshTables {
    static var sql: String { String(decoding: PackageResources.fresh_sql, as: UTF8.self) }

    /// Fills a file that holds nothing yet; any other is left to the migrations.
    static func make(in queue: DatabaseQueue) throws {
        guard try queue.read(isFresh) else { return }
        try queue.write { db in
            // Another shell may have been quicker.
            if try isFresh(db) { try db.execute(sql: sql) }
        }
    }

    private static func isFresh(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
    }
}
