internal import GRDB

/// SQL of the user's over the views of `Schema`, on a connection that cannot write.
///
/// It is SQLite's own SQL, with `p50(x) p95(x) p99(x) median(x) stddev(x) histogram(x)` and
/// `percentile(x, q)`, q from 0 to 100. Each query sees what was committed when it began.
package struct Console: Sendable {
    let queue: DatabaseQueue
    private let path: String
    private let stopRequest = StopRequest()

    init(_ queue: DatabaseQueue, path: String) {
        self.queue = queue
        self.path = path
    }

    /// Runs one statement and hands over its rows as they are found.
    ///
    /// `header` and `eachRow` must not query this console again: one statement runs at a time.
    ///
    /// - Parameters:
    ///   - bindings: the values of `$name` in the text, by name without the `$`.
    ///   - header: called once with the names of the columns, before any row.
    /// - Throws: `ConsoleError`, or what `header` and `eachRow` throw, which ends the query.
    package func query(
        _ sql: String,
        bindings: [String: SQLValue] = [:],
        header: ([String]) throws -> Void = { _ in },
        eachRow: ([SQLValue]) throws -> Void
    ) throws {
        try queue.inDatabase { db in
            let authorizer = Authorizer()
            stopRequest.watch(db)
            defer { stopRequest.unwatch(db) }
            try authorizer.guarding(db) {
                let statement = try QueryText(sql).compile(on: db, authorizer)
                try bind(bindings, to: statement)
                let columns = statement.columns
                try header(columns)
                while try hasNextRow(statement, authorizer) {
                    try eachRow(columns.indices.map { statement.value(at: $0) })
                }
            }
        }
    }

    /// Ends the query that another thread is running or about to run, which then throws
    /// `interrupted`.
    package func interrupt() {
        stopRequest.make()
        queue.interrupt()
    }

    private func bind(
        _ bindings: [String: SQLValue],
        to statement: borrowing PreparedStatement
    ) throws {
        for (index, parameter) in statement.parameters.enumerated() {
            guard let parameter, parameter.first == "$" else {
                throw Console.withoutValue(parameter)
            }
            guard let value = bindings[String(parameter.dropFirst())] else {
                throw ConsoleError.invalid(
                    message: "there is no variable '\(parameter)'",
                    offset: nil
                )
            }
            try statement.bind(value, at: index + 1)
        }
    }

    private func hasNextRow(
        _ statement: borrowing PreparedStatement,
        _ authorizer: Authorizer
    ) throws(ConsoleError) -> Bool {
        do {
            return try statement.step()
        } catch {
            throw reason(error, authorizer)
        }
    }

    private func reason(_ error: any Error, _ authorizer: Authorizer) -> ConsoleError {
        if let refused = authorizer.refused { return .refused(what: refused) }
        guard let error = error as? DatabaseError else {
            return .history(HistoryError(error, path: path))
        }
        return switch error.resultCode {
        case .SQLITE_INTERRUPT: .interrupted
        case .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE, .SQLITE_NOMEM:
            .invalid(message: error.message ?? "\(error.resultCode)", offset: nil)
        default: .history(HistoryError(error, path: path))
        }
    }
}
