package import FoundationEssentials

/// A named value of a record: one column in SQL and CSV, one key in JSON.
///
/// The history's tables and views, the records of `show … as json` and exported suites follow from
/// the lists of fields; a new value is one entry there.
package struct Field<Record>: Sendable {
    package let name: String
    package let kind: FieldKind
    package let unit: MetricUnit?
    /// One line, without a full stop.
    package let meaning: String
    package let value: @Sendable (Record) -> FieldValue
    /// Puts a value back into a record; nil for what follows from other fields.
    ///
    /// A value that the field does not hold leaves the record as it is.
    package let restore: (@Sendable (inout Record, FieldValue) -> Void)?

    package init(
        _ name: String,
        _ kind: FieldKind,
        _ meaning: String,
        in unit: MetricUnit? = nil,
        value: @escaping @Sendable (Record) -> FieldValue,
        restore: (@Sendable (inout Record, FieldValue) -> Void)? = nil
    ) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.meaning = meaning
        self.value = value
        self.restore = restore
    }
}

/// What a field holds when it is not null.
package enum FieldKind: Sendable {
    case integer, real, text, time
    /// Strings, a JSON array where it is stored.
    case list
    /// Times in microseconds that never decrease, a JSON array where they are stored.
    case offsets
}

/// A value of a field.
package enum FieldValue: Hashable, Sendable {
    case null
    case integer(Int)
    case real(Double)
    case text(String)
    case time(Date)
    case list([String])
    case offsets([Int64])
}

extension FieldValue {
    /// A text, or nothing.
    package init(_ text: String?) { self = text.map(Self.text) ?? .null }

    /// A whole number, or nothing.
    package init(_ integer: Int?) { self = integer.map(Self.integer) ?? .null }

    /// A number, or nothing.
    package init(_ real: Double?) { self = real.map(Self.real) ?? .null }

    /// A point in time, or nothing.
    package init(_ time: Date?) { self = time.map(Self.time) ?? .null }

    /// A whole number that can be a count: what is outside of ``counts`` is damage.
    package var integer: Int? {
        if case .integer(let value) = self, Self.counts.contains(value) { value } else { nil }
    }

    /// No count is negative, and the sums of a suite's cannot overflow.
    static let counts = 0...(1 << 40)

    package var real: Double? { if case .real(let value) = self { value } else { nil } }

    package var text: String? { if case .text(let value) = self { value } else { nil } }

    package var time: Date? { if case .time(let value) = self { value } else { nil } }

    package var list: [String]? { if case .list(let value) = self { value } else { nil } }

    package var offsets: [Int64]? { if case .offsets(let value) = self { value } else { nil } }
}
