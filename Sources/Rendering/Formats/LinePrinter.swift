import Text

/// One line for each value, an empty line between rows: for tables wider than the terminal.
struct LinePrinter: RowPrinter {
    private let labels: [String]

    init(_ columns: [Column], style: Style) {
        let layout = Layout(columns.map { [$0.heading.onOneLine] }, leansRight: [false])
        labels = columns.map { style(.dim, layout.padded([$0.heading.onOneLine]).joined()) }
    }

    func row(_ cells: [Cell], at index: Int) -> String {
        let lines = zip(labels, cells).map { label, cell in
            "\(label)  \(cell.shown)".withoutTrailingSpaces
        }
        return (index == 0 ? "" : "\n") + lines.map { $0 + "\n" }.joined()
    }
}
