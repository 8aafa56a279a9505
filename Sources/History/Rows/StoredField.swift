internal import FoundationEssentials
internal import Measurement

// How fields lie in tables. The tables keep the column names of the original plan; the views show
// the fields' own.

extension Field<Run> {
    var column: String { name == "run" ? "run_number" : name }
}

extension Field<Suite> {
    var column: String { name == "suite" ? "number" : name }
}

extension Field {
    /// The value of a record as a table stores it.
    func stored(_ record: Record) -> SQLValue { SQLValue(value(record)) }

    /// Puts a stored value back into a record.
    func restore(_ value: SQLValue, in record: inout Record) {
        restore?(&record, FieldValue(value, kind))
    }

    /// The type that a column added for it has.
    ///
    /// Whole numbers come back as such from a column of integers, others are kept as they are.
    var type: String {
        switch kind {
        case .integer: "INTEGER"
        case .real: unit?.isCounted == true ? "INTEGER" : "REAL"
        case .text, .time, .list, .offsets: "TEXT"
        }
    }
}

extension SuiteFigure {
    /// The type that a column added for it has.
    var type: String { unit.isCounted ? "INTEGER" : "REAL" }
}

extension MetricUnit {
    fileprivate var isCounted: Bool { self == .tokens || self == .count }
}

extension SQLValue {
    init(_ value: FieldValue) {
        self =
            switch value {
            case .null: .null
            case .integer(let integer): .integer(Int64(integer))
            case .real(let real): .real(real)
            case .text(let text): .text(text)
            case .time(let time): .text(StoredTime.text(time))
            case .list(let list): .text(JSONText.text(list))
            case .offsets(let offsets): .text(JSONText.text(offsets))
            }
    }
}

extension FieldValue {
    /// What a column of that kind holds; null where it holds something else.
    init(_ value: SQLValue, _ kind: FieldKind) {
        self =
            switch kind {
            case .integer: FieldValue(value.integer)
            case .real: FieldValue(value.real)
            case .text: FieldValue(value.text)
            case .time: FieldValue(value.text.flatMap(StoredTime.date))
            case .list: value.text.map { .list(JSONText.strings($0)) } ?? .null
            case .offsets: value.text.map { .offsets(JSONText.offsets($0)) } ?? .null
            }
    }
}
