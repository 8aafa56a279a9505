import FoundationEssentials
import GRDBSQLite
import Glibc
import History
import Testing

/// A directory of its own for each test, removed at its end.
final class Scratch {
    let directory: String

    init() throws {
        directory = "/tmp/history-tests-\(UUID().uuidString)"
        try #require(mkdir(directory, 0o755) == 0)
    }

    deinit {
        chmod(directory, 0o755)
        try? FileManager.default.removeItem(atPath: directory)
    }

    var path: String { directory + "/bench.db" }

    func write(_ bytes: [UInt8], to path: String) throws {
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }

    func bytes(of path: String) throws -> [UInt8] {
        let data = try Data(contentsOf: URL(filePath: path))
        return Array(data)
    }
}

/// SQLite without any of the module under test.
final class RawDatabase {
    private let handle: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        try #require(sqlite3_open(path, &opened) == SQLITE_OK)
        handle = try #require(opened)
        sqlite3_busy_timeout(handle, 5000)
    }

    deinit {
        sqlite3_close(handle)
    }

    func execute(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        try #require(code == SQLITE_OK, "\(String(cString: sqlite3_errmsg(handle))): \(sql)")
    }

    /// The first column of all rows as text.
    func texts(_ sql: String) throws -> [String] {
        var statement: OpaquePointer?
        try #require(sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK)
        defer { sqlite3_finalize(statement) }
        var texts: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            texts.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "NULL")
        }
        return texts
    }
}

extension History {
    /// The answer to a query in the console, all rows at once.
    func answer(
        _ sql: String,
        _ bindings: [String: SQLValue] = [:]
    ) throws -> [[SQLValue]] {
        var rows: [[SQLValue]] = []
        try console().query(sql, bindings: bindings) { rows.append($0) }
        return rows
    }
}
