import Text

/// Comma-separated values by RFC 4180, with line feeds as `psql` and `sqlite3` write them.
///
/// Numbers are exact and texts are raw, save on a screen, which they must not steer. A missing value is empty, an empty text is `""`.
struct CSVPrinter: RowPrinter {
    private let columns: [Column]

    private let isOnScreen: Bool

    init(_ columns: [Column], isOnScreen: Bool) {
        self.columns = columns
        self.isOnScreen = isOnScreen
    }

    var head: String { record(columns.map { .text($0.key) }) }

    func row(_ cells: [Cell], at index: Int) -> String { record(cells) }

    private func record(_ cells: [Cell]) -> String {
        cells.map { field(isOnScreen ? $0.exact?.onItsLines : $0.exact) }.joined(separator: ",")
            + "\n"
    }

    private func field(_ text: String?) -> String {
        guard let text else { return "" }
        let isPlain = !text.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
        }
        if isPlain, !text.isEmpty { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
