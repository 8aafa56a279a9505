internal import GRDB
private import GRDBSQLite

/// A statement of SQLite's: bound, stepped and read without a trap, whatever the file holds.
///
/// Unlike GRDB's rows it keeps text with NUL characters whole. It lives only inside the access to
/// the database that made it.
struct PreparedStatement: ~Copyable {
    private let handle: OpaquePointer

    /// Compiles one statement.
    init(_ sql: String, on db: Database) throws {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &handle, nil)
        guard code == SQLITE_OK, let handle else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(db.sqliteConnection)),
                sql: sql
            )
        }
        self.handle = handle
    }

    /// Takes over a compiled statement.
    init(handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        sqlite3_finalize(handle)
    }

    var columns: [String] {
        (0..<sqlite3_column_count(handle)).map { index in
            sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
        }
    }

    /// The names of the parameters, with their `$`; nil for a bare `?`.
    var parameters: [String?] {
        (0..<sqlite3_bind_parameter_count(handle)).map { index in
            sqlite3_bind_parameter_name(handle, index + 1).map { String(cString: $0) }
        }
    }

    /// Sets the parameter at `index`, from 1.
    func bind(_ value: SQLValue, at index: Int) throws {
        let index = Int32(truncatingIfNeeded: index)
        let code =
            switch value {
            case .null: sqlite3_bind_null(handle, index)
            case .integer(let integer): sqlite3_bind_int64(handle, index, integer)
            case .real(let real): sqlite3_bind_double(handle, index, real)
            case .text(var text):
                text.withUTF8 { bytes in
                    bytes.withMemoryRebound(to: CChar.self) {
                        sqlite3_bind_text64(
                            handle,
                            index,
                            $0.baseAddress,
                            UInt64($0.count),
                            Self.copied,
                            UInt8(SQLITE_UTF8)
                        )
                    }
                }
            case .blob(let bytes):
                bytes.withUnsafeBytes {
                    sqlite3_bind_blob64(
                        handle,
                        index,
                        $0.baseAddress,
                        UInt64($0.count),
                        Self.copied
                    )
                }
            }
        if code != SQLITE_OK { throw error(code) }
    }

    func bind(_ integer: Int, at index: Int) throws {
        try bind(.integer(Int64(integer)), at: index)
    }

    /// Moves to the next row; false behind the last one.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw error(code)
        }
    }

    /// Executes a statement without rows and makes it ready to be bound again.
    func execute() throws {
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE || code == SQLITE_ROW else {
            let failure = error(code)
            reset()
            throw failure
        }
        reset()
    }

    /// Makes the statement ready to be stepped from its start; what is bound stays.
    func reset() {
        sqlite3_reset(handle)
    }

    /// The value of a column of the current row, from 0.
    func value(at index: Int) -> SQLValue {
        let index = Int32(truncatingIfNeeded: index)
        switch sqlite3_column_type(handle, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, index))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(handle, index) else { return .text("") }
            let count = Int(sqlite3_column_bytes(handle, index))
            let bytes = UnsafeBufferPointer(start: start, count: count)
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, index)
            let count = Int(sqlite3_column_bytes(handle, index))
            return .blob(Array(UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }

    private func error(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
        )
    }

    /// SQLite's mark for bytes that it must copy before the call returns; a macro, so not imported.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
}
