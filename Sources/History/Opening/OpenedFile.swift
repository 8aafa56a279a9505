internal import GRDB
private import GRDBSQLite
private import Glibc

/// A connection to a file that is known to be a history with current tables.
struct OpenedFile {
    let queue: DatabaseQueue
    let isReadOnly: Bool
    /// The copy that was made before the tables were changed; nil when they were current.
    private(set) var backup: String?
    let busyTimeout: Double
    private let location: String
    /// Where the file lay when it was opened.
    private let place: DatabaseFile.Place?

    init(path: String, busyTimeout: Double, pageLimit: Int?) throws {
        let file = DatabaseFile(path: path)
        try file.createIfMissing()
        var settings = Self.settings(busyTimeout: busyTimeout)
        settings.prepareDatabase { db in
            // Of a new file alone: a run with its answer fits one page, and half as many are written.
            try db.execute(sql: "PRAGMA page_size = 8192")
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
            if let pageLimit { try db.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
        }
        self.busyTimeout = busyTimeout
        (queue, location) = try Self.connect(to: file, settings)
        place = file.place
        isReadOnly = queue.inDatabase { db in
            db.configuration.readonly || sqlite3_db_readonly(db.sqliteConnection, "main") == 1
        }
        try checkIdentity(path: path)
        if !isReadOnly { try setUpTables(of: file) }
    }

    /// Opens a file that exists, and changes nothing.
    init(reading path: String) throws {
        let file = DatabaseFile(path: path)
        guard file.exists else {
            throw HistoryError.cannotOpen(path: path, reason: "there is no such file")
        }
        busyTimeout = 5
        isReadOnly = true
        backup = nil
        (queue, location) = try Self.connect(
            to: file,
            Self.settings(busyTimeout: busyTimeout),
            isReadOnly: true
        )
        place = file.place
        try checkIdentity(path: path, isSource: true)
    }

    /// Whether the file that was opened is still the one at its path.
    func isInPlace(at path: String) -> Bool { DatabaseFile(path: path).place == place }

    /// Another connection that cannot write, with these SQL functions.
    func readOnlyQueue(functions: [DatabaseFunction]) throws -> DatabaseQueue {
        var settings = Self.settings(busyTimeout: busyTimeout)
        settings.readonly = true
        settings.prepareDatabase { db in
            functions.forEach(db.add(function:))
            try Authorizer.prepare(db)
        }
        return try DatabaseQueue(path: location, configuration: settings)
    }

    private static func settings(busyTimeout: Double) -> Configuration {
        var settings = Configuration()
        settings.label = "history"
        settings.busyMode = .timeout(busyTimeout)
        return settings
    }

    /// Connects for writing, else for reading, else for reading alone where nothing can be made
    /// beside the file, as in a directory that cannot be written or on a full disk.
    private static func connect(
        to file: DatabaseFile,
        _ settings: Configuration,
        isReadOnly: Bool = false
    ) throws -> (DatabaseQueue, location: String) {
        var readOnly = settings
        readOnly.readonly = true
        var attempts = [(file.location, settings), (file.location, readOnly)]
        if isReadOnly { attempts.removeFirst() }
        if !file.hasPendingCommits { attempts.append((file.immutableLocation, readOnly)) }
        var failure: any Error = DatabaseError(resultCode: .SQLITE_CANTOPEN)
        for (location, settings) in attempts {
            do {
                return (try DatabaseQueue(path: location, configuration: settings), location)
            } catch let error as DatabaseError {
                guard
                    [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_FULL]
                        .contains(error.resultCode)
                else { throw error }
                failure = error
            }
        }
        throw failure
    }

    /// Refuses, before anything is changed, a file that is another program's or a later benchsh's.
    ///
    /// - Parameter isSource: whether it is another history than the one that is opened.
    private func checkIdentity(path: String, isSource: Bool = false) throws {
        // One snapshot: another shell may be making the same file. The list of migrations is
        // there a moment before the tables are.
        try queue.read { db in
            let identity = try Int.fetchOne(db, sql: "PRAGMA application_id")
            let isFresh =
                try Int.fetchOne(
                    db,
                    sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'"
                )
                == 0
            guard identity == Tables.applicationID || (isFresh && identity == 0 && !isReadOnly)
            else { throw HistoryError.foreign(path: path) }
            if try Migrations.all.hasBeenSuperseded(db) { throw HistoryError.newer(path: path) }
            if isReadOnly, try isOutdated(db) {
                if isSource { throw HistoryError.older(path: path) }
                throw HistoryError.cannotOpen(
                    path: path,
                    reason: "an earlier benchsh wrote it, and here it cannot be updated"
                )
            }
        }
    }

    /// Lets readers and a writer work side by side; the file remembers it.
    private func switchToWAL() throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(busyTimeout)
        while true {
            do {
                return try queue.inDatabase { db in
                    guard try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" else {
                        return
                    }
                    try db.execute(sql: "PRAGMA journal_mode = WAL")
                }
            } catch DatabaseError.SQLITE_BUSY where clock.now < deadline {
                // Two shells that both want the file for themselves are turned away at once,
                // without the wait that the busy timeout gives elsewhere.
                usleep(1000)
            }
        }
    }

    private mutating func setUpTables(of file: DatabaseFile) throws {
        try switchToWAL()
        // So it is at nearly every start, which need not look at each part again.
        if try queue.read(isCurrent) { return }
        guard try queue.read(isOutdated) else { return try bringUpToDate() }
        // Of two shells that find an old file, the second must not copy what the first has half
        // changed: it waits, and looks again.
        let turn = try Turn(at: file, patience: busyTimeout)
        defer { turn.end() }
        if try queue.read(isOutdated) {
            backup = try Backup.make(of: queue, at: file)
            Backup.prune(beside: file, keeping: backup)
        }
        try bringUpToDate()
    }

    private func bringUpToDate() throws {
        try FreshTables.make(in: queue)
        try Migrations.apply(to: queue)
        try Views.refresh(in: queue)
    }

    private func isCurrent(_ db: Database) throws -> Bool {
        try Migrations.all.hasCompletedMigrations(db) && Views.areCurrent(in: db)
    }

    /// Whether there are tables, and an earlier benchsh made them.
    private func isOutdated(_ db: Database) throws -> Bool {
        guard try db.tableExists("benchmark_runs"), try db.tableExists("benchmark_suites") else {
            return false
        }
        return try !Migrations.all.hasCompletedMigrations(db) || Views.lackColumns(in: db)
    }
}
