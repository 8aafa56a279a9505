internal import GRDB
private import Glibc

/// A copy of a history as an earlier benchsh left it, made before its tables are changed.
enum Backup {
    /// How many are kept beside the file.
    private static let kept = 2

    /// Copies the file, with what waits in its WAL, next to itself and returns the copy's path.
    ///
    /// An unfinished copy never bears the name of a whole one. Nil when the file holds no suite.
    static func make(of queue: DatabaseQueue, at file: DatabaseFile) throws -> String? {
        let applied = try queue.read { db in
            let suites = try Int.fetchOne(db, sql: "SELECT count(*) FROM benchmark_suites") ?? 0
            return suites > 0 ? try Migrations.all.appliedIdentifiers(db) : []
        }
        let versions = Migrations.all.migrations.filter(applied.contains)
        guard let version = versions.last?.prefix(while: { $0 != " " }) else { return nil }
        let path = "\(file.path).\(version)-backup"
        let unfinished = "\(file.location).\(version)-\(getpid())-unfinished"
        unlink(unfinished)
        do {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [unfinished])
            }
        } catch {
            unlink(unfinished)
            throw error
        }
        chmod(unfinished, 0o600)
        guard rename(unfinished, "\(file.location).\(version)-backup") == 0 else {
            let reason = systemReason(errno)
            unlink(unfinished)
            throw HistoryError.cannotOpen(
                path: file.path,
                reason: "it must be updated, and no backup of it can be made: \(reason)"
            )
        }
        return path
    }

    /// Removes all but the newest backups, and never the one just made.
    static func prune(beside file: DatabaseFile, keeping made: String?) {
        let suffixes = Migrations.all.migrations.map { name in
            ".\(name.prefix { $0 != " " })-backup"
        }
        let present = suffixes.filter { access(file.location + $0, F_OK) == 0 }
        for suffix in present.dropLast(kept) where file.path + suffix != made {
            unlink(file.location + suffix)
        }
    }
}
