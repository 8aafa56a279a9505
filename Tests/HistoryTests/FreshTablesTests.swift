import FoundationEssentials
import GRDB
import Testing

@testable import History

/// A new file has what the migrations make; `BENCHSH_UPDATE_GOLDENS=1` writes what that is.
@Suite struct FreshTablesTests {
    private static let source = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/History/Schema/fresh.sql")

    @Test func theyAreThoseOfTheMigrations() throws {
        let queue = try DatabaseQueue()
        try Migrations.apply(to: queue)
        try Views.refresh(in: queue)
        let made = try queue.read { db in
            let statements = try String.fetchAll(
                db,
                sql: """
                    SELECT sql FROM sqlite_master
                    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name
                    """
            )
            let steps = try String.fetchAll(
                db,
                sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid"
            )
            return
                (["PRAGMA application_id = \(Tables.applicationID)"]
                + statements.filter { $0.hasPrefix("CREATE TABLE") }
                + statements.filter { !$0.hasPrefix("CREATE TABLE") }
                + steps.map { "INSERT INTO grdb_migrations VALUES ('\($0)')" })
                .map { $0 + ";\n" }.joined(separator: "\n")
        }
        if ProcessInfo.processInfo.environment["BENCHSH_UPDATE_GOLDENS"] == "1" {
            try Data(made.utf8).write(to: Self.source)
        }
        #expect(FreshTables.sql == made)
    }
}
