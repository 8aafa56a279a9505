internal import GRDB
private import GRDBSQLite
private import Synchronization

/// A request to end a query that is not lost when it comes before SQLite has begun to work.
///
/// `sqlite3_interrupt` alone does nothing while no statement is running, as between the moment at
/// which a query is compiled and its first step.
final class StopRequest: Sendable {
    private let isMade = Atomic(false)

    func make() {
        isMade.store(true, ordering: .relaxed)
    }

    /// Ends what the connection does once the request is made.
    func watch(_ db: Database) {
        // The connection is unwatched before this object goes, so the pointer stays good.
        sqlite3_progress_handler(
            db.sqliteConnection,
            1000,
            { context in
                guard let context else { return 0 }
                let request = Unmanaged<StopRequest>.fromOpaque(context).takeUnretainedValue()
                return request.isMade.load(ordering: .relaxed) ? 1 : 0
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    /// Stops watching, and forgets the request.
    func unwatch(_ db: Database) {
        sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil)
        isMade.store(false, ordering: .relaxed)
    }
}
