internal import GRDB
private import GRDBSQLite

/// The text of one statement that only reads.
struct QueryText {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Compiles the text, on a connection that `authorizer` guards.
    func compile(
        on db: Database,
        _ authorizer: Authorizer
    ) throws(ConsoleError) -> PreparedStatement {
        let (first, rest) = try compile(from: 0, db, authorizer)
        guard let first else {
            throw .invalid(message: "there is no statement to run", offset: nil)
        }
        let statement = PreparedStatement(handle: first)
        // What follows may be blanks, comments and semicolons.
        var position = rest
        while position < text.utf8.count {
            let next = try compile(from: position, db, authorizer)
            if let handle = next.handle {
                sqlite3_finalize(handle)
                throw .invalid(
                    message: "only one statement at a time; ask the second one apart",
                    offset: position
                )
            }
            guard next.rest > position else { break }
            position = next.rest
        }
        // Some statements, such as VACUUM, never ask the authorizer.
        guard sqlite3_stmt_readonly(first) != 0 else { throw .refused(what: "this statement") }
        return statement
    }

    /// Compiles the statement at a byte of the text; also says where the next one would start.
    private func compile(
        from start: Int,
        _ db: Database,
        _ authorizer: Authorizer
    ) throws(ConsoleError) -> (handle: OpaquePointer?, rest: Int) {
        let bytes = Array(text.utf8.dropFirst(start))
        guard !bytes.contains(0), let count = Int32(exactly: bytes.count) else {
            throw .invalid(message: "the statement holds a NUL character", offset: nil)
        }
        var handle: OpaquePointer?
        let (code, length) = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { buffer in
                var tail: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v2(
                    db.sqliteConnection,
                    buffer.baseAddress,
                    count,
                    &handle,
                    &tail
                )
                guard let tail, let base = buffer.baseAddress else { return (code, 0) }
                return (code, tail - base)
            }
        }
        guard code == SQLITE_OK else {
            if let refused = authorizer.refused { throw .refused(what: refused) }
            if code & 0xff == SQLITE_INTERRUPT { throw .interrupted }
            let offset = Int(sqlite3_error_offset(db.sqliteConnection))
            throw .invalid(
                message: String(cString: sqlite3_errmsg(db.sqliteConnection)),
                offset: offset < 0 ? nil : start + offset
            )
        }
        return (handle, start + length)
    }
}
