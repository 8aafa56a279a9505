import Text

/// Aligned columns under headings, for people.
struct GridPrinter: RowPrinter {
    private let columns: [Column]
    private let layout: Layout
    private let style: Style

    init(_ columns: [Column], sample: [[Cell]], style: Style) {
        self.columns = columns
        self.style = style
        layout = Layout(columns, sample)
    }

    /// The width of its lines; a later row may be wider than the sample's.
    var width: Int { layout.total }

    var head: String {
        let headings = layout.line(columns.map(\.heading.onOneLine))
        let rules = layout.line(layout.widths.map { String(repeating: "-", count: $0) })
        return "\(style(.strong, headings))\n\(style(.dim, rules))\n"
    }

    func row(_ cells: [Cell], at index: Int) -> String {
        layout.line(cells.map(\.shown)) + "\n"
    }
}
