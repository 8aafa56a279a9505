internal import GRDB

extension Console {
    /// A console over views without rows, which no file stands behind.
    package static func empty() throws(HistoryError) -> Console {
        do {
            var settings = Configuration()
            settings.prepareDatabase { db in
                Aggregates.all.forEach(db.add(function:))
                try Authorizer.prepare(db)
            }
            let queue = try DatabaseQueue(configuration: settings)
            try Migrations.apply(to: queue)
            try Views.refresh(in: queue)
            return Console(queue, path: "")
        } catch {
            throw HistoryError(error, path: "")
        }
    }

    /// Throws the `ConsoleError` that says what is wrong with a query, whatever its parameters hold;
    /// runs nothing.
    package func check(_ sql: String) throws {
        try queue.inDatabase { db in
            let authorizer = Authorizer()
            try authorizer.guarding(db) {
                let statement = try QueryText(sql).compile(on: db, authorizer)
                for parameter in statement.parameters where parameter?.first != "$" {
                    throw Console.withoutValue(parameter)
                }
            }
        }
    }

    static func withoutValue(_ parameter: String?) -> ConsoleError {
        .invalid(message: "'\(parameter ?? "?")' has no value here; write $name", offset: nil)
    }

    /// The functions that SQL has here beside SQLite's own.
    package static var functions: [String] { Aggregates.all.map(\.name) }
}
