package import FoundationEssentials
internal import GRDB

extension History {
    /// Gives a suite a name, by which `.name` finds it from then on.
    ///
    /// Suites that had the name before keep it; the one named last is meant.
    package func name(
        _ reference: Reference,
        _ name: String,
        at date: Date
    ) throws(HistoryError) {
        try write { db in
            try db.update(
                db.number(of: reference),
                [("name", .text(name)), ("named_at", .text(StoredTime.text(date)))]
            )
        }
    }

    /// Notes something about a suite, in place of an earlier note; nothing for an empty text.
    package func note(_ reference: Reference, _ text: String) throws(HistoryError) {
        try write { db in
            try db.update(
                db.number(of: reference),
                [("note", text.isEmpty ? .null : .text(text))]
            )
        }
    }
}
