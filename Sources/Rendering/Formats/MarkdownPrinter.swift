import Text

/// A table of GitHub-flavoured Markdown.
struct MarkdownPrinter: RowPrinter {
    private let columns: [Column]
    private let layout: Layout

    init(_ columns: [Column], sample: [[Cell]]) {
        self.columns = columns
        // A rule needs three characters, four with its colon.
        layout = Layout(columns, sample, atLeast: 4, quoted: \.markdown)
    }

    var head: String {
        let rules = zip(layout.widths, layout.leansRight).map { width, leansRight in
            String(repeating: "-", count: width - (leansRight ? 1 : 0)) + (leansRight ? ":" : "")
        }
        return line(columns.map(\.heading.onOneLine.markdown)) + line(rules)
    }

    func row(_ cells: [Cell], at index: Int) -> String {
        line(cells.map(\.shown.markdown))
    }

    private func line(_ texts: [String]) -> String {
        "| " + layout.padded(texts).joined(separator: " | ") + " |\n"
    }
}

extension String {
    /// The text with a backslash before what would end the cell or begin markup.
    fileprivate var markdown: String {
        unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\\", "|", "<", "*", "`": text += "\\"
            default: break
            }
            text.unicodeScalars.append(scalar)
        }
    }
}
