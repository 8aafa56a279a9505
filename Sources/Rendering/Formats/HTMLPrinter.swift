/// A table of HTML, on a page of its own unless it is a part of one.
struct HTMLPrinter: RowPrinter {
    /// Longer texts are broken into lines.
    private static let longest = 40

    private let columns: [Column]
    private let isWholePage: Bool

    init(_ columns: [Column], isWholePage: Bool = true) {
        self.columns = columns
        self.isWholePage = isWholePage
    }

    var head: String {
        let headings = columns.map { column in
            Markup.element(
                "th",
                ["class": column.isNumeric == true ? "number" : "text"],
                Markup.text(column.heading)
            )
        }
        return (isWholePage ? Page.head("benchsh") : "")
            + "<div class=\"scroll\"><table>\n<thead><tr>"
            + headings.joined() + "</tr></thead>\n<tbody>\n"
    }

    func row(_ cells: [Cell], at index: Int) -> String {
        let cells = zip(columns, cells).map { column, cell in
            let isNumeric = column.isNumeric ?? cell.isNumeric ?? false
            let text = cell.shownOnItsLines
            let isLong = text.utf8.count > Self.longest || text.contains("\n")
            return Markup.element(
                "td",
                ["class": isNumeric ? "number" : isLong ? "long" : "text"],
                Markup.text(text)
            )
        }
        return "<tr>" + cells.joined() + "</tr>\n"
    }

    func foot(after rows: Int) -> String {
        "</tbody>\n</table></div>\n" + (isWholePage ? Page.foot : "")
    }
}

extension Cell {
    /// For people, where there is room for more than a line.
    var shownOnItsLines: String {
        if case .text(let text) = self { text } else { shown }
    }
}
