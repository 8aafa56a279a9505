import Text

/// One object for each row, in an array or one to a line.
struct JSONPrinter: RowPrinter {
    enum Form {
        case array, lines
    }

    private let keys: [String]
    private let form: Form

    init(_ columns: [Column], form: Form) {
        keys = Self.distinct(columns.map(\.key))
        self.form = form
    }

    var head: String { form == .array ? "[" : "" }

    func row(_ cells: [Cell], at index: Int) -> String {
        let object = JSON.object(zip(keys, cells).map { ($0, $1.json) }).text
        return switch form {
        case .array: (index == 0 ? "\n" : ",\n") + object
        case .lines: object + "\n"
        }
    }

    func foot(after rows: Int) -> String {
        form == .lines ? "" : rows == 0 ? "]\n" : "\n]\n"
    }

    /// The keys, with a number behind a repeated one: SQL may name two columns alike, JSON may not.
    private static func distinct(_ keys: [String]) -> [String] {
        var seen: Set<String> = []
        return keys.map { key in
            var name = key
            var number = 1
            while !seen.insert(name).inserted {
                number += 1
                name = "\(key)_\(number)"
            }
            return name
        }
    }
}
