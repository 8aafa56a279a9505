internal import GRDB

extension History {
    /// Gives back the space of what was deleted; the size of the file before and after, in bytes.
    ///
    /// Needs as much free space as the file holds, for the copy that takes its place.
    package func vacuum() throws(HistoryError) -> (before: Int, after: Int) {
        guard !isReadOnly else { throw .readOnly(path: path) }
        return try outsideTransaction { db in
            let before = try db.fileSize()
            try db.execute(sql: "VACUUM")
            // Until then the new pages lie in the WAL, and the file is as long as it was.
            try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            return (before, try db.fileSize())
        }
    }
}

extension Database {
    fileprivate func fileSize() throws -> Int {
        let pages = try Int.fetchOne(self, sql: "PRAGMA page_count") ?? 0
        let size = try Int.fetchOne(self, sql: "PRAGMA page_size") ?? 0
        return pages * size
    }
}
