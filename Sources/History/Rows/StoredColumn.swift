internal import FoundationEssentials

/// A column of a table, and how it is filled from a record and read back into one.
struct StoredColumn<Record>: Sendable {
    let name: String
    let value: @Sendable (Record) -> SQLValue
    /// Nil for a column that follows from others.
    let restore: (@Sendable (inout Record, SQLValue) -> Void)?

    init(
        _ name: String,
        _ value: @escaping @Sendable (Record) -> SQLValue,
        restore: (@Sendable (inout Record, SQLValue) -> Void)? = nil
    ) {
        self.name = name
        self.value = value
        self.restore = restore
    }
}

/// A place in a record that any thread may use.
typealias Place<Record, Value> = any WritableKeyPath<Record, Value> & Sendable

// A value that a column does not hold, or holds in another type, leaves the record as it is.
extension StoredColumn {
    static func real(_ name: String, _ place: Place<Record, Double?>) -> Self {
        Self(name, { $0[keyPath: place].stored }, restore: { $0[keyPath: place] = $1.real })
    }

    static func real(_ name: String, _ place: Place<Record, Double>) -> Self {
        Self(name, { .real($0[keyPath: place]) }) { record, value in
            if let real = value.real { record[keyPath: place] = real }
        }
    }

    static func integer(_ name: String, _ place: Place<Record, Int?>) -> Self {
        Self(name, { $0[keyPath: place].stored }, restore: { $0[keyPath: place] = $1.integer })
    }

    static func integer(_ name: String, _ place: Place<Record, Int>) -> Self {
        Self(name, { .integer(Int64($0[keyPath: place])) }) { record, value in
            if let integer = value.integer { record[keyPath: place] = integer }
        }
    }

    static func text(_ name: String, _ place: Place<Record, String?>) -> Self {
        Self(name, { $0[keyPath: place].stored }, restore: { $0[keyPath: place] = $1.text })
    }

    static func text(_ name: String, _ place: Place<Record, String>) -> Self {
        Self(name, { .text($0[keyPath: place]) }) { record, value in
            if let text = value.text { record[keyPath: place] = text }
        }
    }

    static func word<Word: RawRepresentable<String> & SendableMetatype>(
        _ name: String,
        _ place: Place<Record, Word?>
    ) -> Self {
        Self(name, { ($0[keyPath: place]?.rawValue).stored }) { record, value in
            record[keyPath: place] = value.text.flatMap(Word.init(rawValue:))
        }
    }

    static func word<Word: RawRepresentable<String> & SendableMetatype>(
        _ name: String,
        _ place: Place<Record, Word>
    ) -> Self {
        Self(name, { .text($0[keyPath: place].rawValue) }) { record, value in
            if let word = value.text.flatMap(Word.init(rawValue:)) { record[keyPath: place] = word }
        }
    }

    static func time(_ name: String, _ place: Place<Record, Date?>) -> Self {
        Self(name, { $0[keyPath: place].map(Timestamp.text).stored }) { record, value in
            record[keyPath: place] = value.text.flatMap(Timestamp.date)
        }
    }

    static func time(_ name: String, _ place: Place<Record, Date>) -> Self {
        Self(name, { .text(Timestamp.text($0[keyPath: place])) }) { record, value in
            if let date = value.text.flatMap(Timestamp.date) { record[keyPath: place] = date }
        }
    }
}
