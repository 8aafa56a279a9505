// Suites and runs in one SQLite file. This module knows SQL and nothing of networks, terminals or
// the language; no type of GRDB leaves it. GRDB keeps the connections, transactions and
// migrations; rows cross by `PreparedStatement`, because a row of a damaged file must not trap.

internal import GRDB
private import GRDBSQLite

/// The stored suites and their runs: one SQLite file, which several shells may use at once.
///
/// Calls block until the file has answered, at most for the busy timeout when another process
/// writes. They may come from any thread.
package final class History: Sendable {
    /// The path as it was given.
    package let path: String
    /// Whether nothing can be stored: reading and SQL work, every write throws `readOnly`.
    package let isReadOnly: Bool
    /// Suites that were marked `interrupted` when the file was opened.
    ///
    /// They were `running`, and the process that ran them was no more.
    package let recovered: [Int]

    /// The copy of the file that was made when it was opened, before its tables were brought up to
    /// date; nil when they were current.
    package let backup: String?

    let version: String?
    private let file: OpenedFile

    /// Opens the file and brings its tables up to date.
    ///
    /// Makes the file and its directory where they are missing.
    ///
    /// - Parameters:
    ///   - version: of the program, stored with each suite.
    ///   - busyTimeout: how long to wait for another process, in seconds.
    package convenience init(
        path: String,
        version: String? = nil,
        busyTimeout: Double = 5
    ) throws(HistoryError) {
        try self.init(path: path, version: version, busyTimeout: busyTimeout, pageLimit: nil)
    }

    /// Opens the file, which may be kept small.
    ///
    /// - Parameter pageLimit: the most pages the file may have; stands for a full disk in tests.
    init(
        path: String,
        version: String?,
        busyTimeout: Double,
        pageLimit: Int?
    ) throws(HistoryError) {
        do {
            file = try OpenedFile(path: path, busyTimeout: busyTimeout, pageLimit: pageLimit)
            isReadOnly = file.isReadOnly
            backup = file.backup
            // Where the disk is full or another process writes, the file is still worth reading;
            // the next start marks what this one could not.
            recovered = isReadOnly ? [] : (try? file.queue.markInterrupted()) ?? []
        } catch {
            throw HistoryError(error, path: path)
        }
        self.path = path
        self.version = version
    }

    /// Opens a file that is there already for reading alone; nothing in it is changed.
    init(reading path: String) throws(HistoryError) {
        do {
            file = try OpenedFile(reading: path)
        } catch {
            throw HistoryError(error, path: path)
        }
        isReadOnly = true
        backup = nil
        recovered = []
        version = nil
        self.path = path
    }

    /// A read-only connection for SQL of the user's.
    package func console() throws(HistoryError) -> Console {
        do {
            return Console(
                try file.readOnlyQueue(functions: Aggregates.all),
                path: path
            )
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(HistoryError) -> Value {
        do {
            return try file.queue.read(body)
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    /// Runs `body` without a transaction, for statements that stand outside of one.
    func outsideTransaction<Value>(
        _ body: (Database) throws -> Value
    ) throws(HistoryError) -> Value {
        do {
            return try file.queue.writeWithoutTransaction(body)
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    /// Makes what another thread does in the database throw; nothing where it does nothing.
    package func interrupt() { file.queue.interrupt() }

    /// How long a call waits for another process that writes, in seconds.
    package var busyTimeout: Double { file.busyTimeout }

    /// Whether the file is still the one at its path; what is stored in another one, nobody finds.
    package var isInPlace: Bool { file.isInPlace(at: path) }

    /// Runs `body` in a transaction, which is undone when it throws.
    ///
    /// - Parameter patience: how long to wait for another process, in seconds; nil for the busy
    ///   timeout.
    func write<Value>(
        patience: Double? = nil,
        _ body: (Database) throws -> Value
    ) throws(HistoryError) -> Value {
        guard !isReadOnly else { throw .readOnly(path: path) }
        do {
            guard let patience else { return try file.queue.write(body) }
            return try file.queue.writeWithoutTransaction { db in
                sqlite3_busy_timeout(db.sqliteConnection, Int32(patience * 1000))
                defer { sqlite3_busy_timeout(db.sqliteConnection, Int32(busyTimeout * 1000)) }
                var value: Value?
                try db.inTransaction(.immediate) {
                    value = try body(db)
                    return .commit
                }
                guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                return value
            }
        } catch {
            throw HistoryError(error, path: path)
        }
    }
}
