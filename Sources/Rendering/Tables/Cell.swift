package import FoundationEssentials
package import Measurement
package import Text

/// One value of a table.
///
/// It has three renderings: for people (rounded, on one line), for CSV and for JSON (both exact).
package enum Cell: Hashable, Sendable {
    case text(String)
    case integer(Int)
    /// An integer that is our guess: `≈64` for people.
    case estimate(Int)
    /// Rounded by its unit for people, exact elsewhere.
    case number(Double, MetricUnit?)
    /// An array in JSON; elsewhere joined by `; `.
    case list([String])
    case time(Date)
    /// `-` for people, empty in CSV, null in JSON.
    case missing

    /// A text, or nothing.
    package init(_ text: String?) {
        self = text.map(Cell.text) ?? .missing
    }

    /// A whole number, or nothing.
    package init(_ integer: Int?) {
        self = integer.map(Cell.integer) ?? .missing
    }

    /// A point in time, or nothing.
    package init(_ time: Date?) {
        self = time.map(Cell.time) ?? .missing
    }

    /// A measured number, or nothing; whole counts become integers.
    package init(_ number: Double?, _ unit: MetricUnit?) {
        switch unit {
        case .tokens, .count:
            self = number.flatMap(Int.init(exactly:)).map(Cell.integer) ?? Self.number(number, unit)
        default: self = Self.number(number, unit)
        }
    }

    /// The value of a field, which is shown in its unit.
    package init(_ value: FieldValue, _ unit: MetricUnit?) {
        self =
            switch value {
            case .null: .missing
            case .integer(let integer): .integer(integer)
            case .real(let real): Cell(real, unit)
            case .text(let text): .text(text)
            case .time(let time): .time(time)
            case .list(let list): .list(list)
            case .offsets(let offsets): .list(offsets.map(String.init))
            }
    }

    private static func number(_ number: Double?, _ unit: MetricUnit?) -> Cell {
        number.map { .number($0, unit) } ?? .missing
    }

    /// For people: on one line, without control characters.
    var shown: String {
        switch self {
        case .text(let text): text.onOneLine
        case .integer(let value): String(value)
        case .estimate(let value): "≈\(value)"
        case .number(let value, let unit): Figure.text(value, unit: unit)
        case .list(let items): items.isEmpty ? "-" : items.joined(separator: "; ").onOneLine
        case .time(let date): Timestamp.short(date.timeIntervalSince1970) ?? "-"
        case .missing: "-"
        }
    }

    /// Exact, as it is; nil when there is no value.
    var exact: String? {
        switch self {
        case .text(let text): text
        case .integer(let value), .estimate(let value): String(value)
        case .number(let value, _): value.isNaN ? nil : value.description
        case .list(let items): items.isEmpty ? nil : items.joined(separator: "; ")
        case .time(let date): Timestamp.text(date.timeIntervalSince1970)
        case .missing: nil
        }
    }

    /// The JSON value, exact.
    package var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .integer(let value), .estimate(let value): .integer(value)
        case .number(let value, _): .number(value)
        case .list(let items): .array(items.map(JSON.string))
        case .time(let date): Timestamp.text(date.timeIntervalSince1970).map(JSON.string) ?? .null
        case .missing: .null
        }
    }

    /// Whether it leans right in its column; nil when it leaves that to the other cells.
    var isNumeric: Bool? {
        switch self {
        case .integer, .estimate, .number: true
        case .text, .list, .time: false
        case .missing: nil
        }
    }
}
