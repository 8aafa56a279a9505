internal import GRDB

extension History {
    /// The providers that the user added, by name: each entry is a JSON text, as it was saved.
    package func customProviders() throws(HistoryError) -> [(name: String, entry: String)] {
        try read { db in
            let statement = try PreparedStatement(
                "SELECT name, entry FROM custom_providers ORDER BY name",
                on: db
            )
            var providers: [(name: String, entry: String)] = []
            while try statement.step() {
                guard let name = statement.value(at: 0).text,
                    let entry = statement.value(at: 1).text
                else { continue }
                providers.append((name, entry))
            }
            return providers
        }
    }

    /// Saves a provider's entry, in place of one with that name.
    ///
    /// The entry must not hold a key.
    package func saveProvider(_ name: String, entry: String) throws(HistoryError) {
        try write { db in
            let statement = try PreparedStatement(
                "INSERT OR REPLACE INTO custom_providers (name, entry) VALUES (?, ?)",
                on: db
            )
            try statement.bind(.text(name), at: 1)
            try statement.bind(.text(entry), at: 2)
            try statement.execute()
        }
    }

    /// Removes a provider's entry; false when there was none.
    @discardableResult
    package func removeProvider(_ name: String) throws(HistoryError) -> Bool {
        try write { db in
            let statement = try PreparedStatement(
                "DELETE FROM custom_providers WHERE name = ?",
                on: db
            )
            try statement.bind(.text(name), at: 1)
            try statement.execute()
            return db.changesCount > 0
        }
    }
}
