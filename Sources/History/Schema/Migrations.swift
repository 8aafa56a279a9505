internal import GRDB

/// The named steps that bring a file to the tables of this program.
enum Migrations {
    static let all: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1 suites and runs", foreignKeyChecks: .immediate) { db in
            try db.execute(sql: Tables.v1)
        }
        migrator.registerMigration("v2 conditions and calibrations") { db in
            try db.execute(sql: Tables.v2)
        }
        migrator.registerMigration("v3 narrow tables and machines") { db in
            try db.execute(sql: Tables.v3)
        }
        return migrator
    }()

    /// Applies what is missing; two shells may do so at once.
    static func apply(to queue: DatabaseQueue) throws {
        var applied = try queue.read(all.appliedIdentifiers)
        while try !queue.read(all.hasCompletedMigrations) {
            do {
                try all.migrate(queue)
            } catch {
                // A step fails when another shell has just taken it: then there is progress.
                let now = try queue.read(all.appliedIdentifiers)
                guard now.count > applied.count else { throw error }
                applied = now
            }
        }
    }
}
