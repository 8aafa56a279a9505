/// One self-contained page of HTML: no script, nothing from a network, light and dark.
package struct Page: Sendable {
    /// Something below the title.
    package enum Part: Sendable {
        case heading(String)
        /// A paragraph each.
        case words([String])
        /// Labels with what there is to say about them.
        case facts([(label: String, words: String)])
        case table(Table)
        case plot(Plot)
    }

    private let title: String
    private let parts: [Part]

    /// A page of parts, one below the other.
    package init(_ title: String, _ parts: [Part]) {
        self.title = title
        self.parts = parts
    }

    /// The whole document.
    package var text: String {
        Self.head(title) + parts.map { Self.markup($0, below: title) }.joined() + Self.foot
    }

    /// What stands before the parts.
    static func head(_ title: String) -> String {
        let safe = Markup.text(title)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src 'unsafe-inline'">
            <title>\(safe)</title>
            <style>\(Self.styles)</style>
            </head>
            <body>
            <h1>\(safe)</h1>

            """
    }

    static let foot = "<footer>made by benchsh</footer>\n</body>\n</html>\n"

    private static func markup(_ part: Part, below title: String) -> String {
        switch part {
        case .heading(let text): Markup.element("h2", [:], Markup.text(text)) + "\n"
        case .words(let lines):
            lines.map { Markup.element("p", [:], Markup.text($0)) + "\n" }.joined()
        case .facts(let facts): facts.isEmpty ? "" : Self.markup(facts: facts)
        case .table(let table): table.element
        case .plot(let plot): plot.figure(below: title) + "\n"
        }
    }

    private static func markup(facts: [(label: String, words: String)]) -> String {
        let rows = facts.map { label, words in
            Markup.element("dt", [:], Markup.text(label))
                + Markup.element("dd", [:], Markup.text(words))
        }
        return Markup.element("dl", [:], rows.joined(separator: "\n")) + "\n"
    }
}

extension Table {
    /// The table as an element, without a page around it.
    fileprivate var element: String {
        let printer = HTMLPrinter(columns, isWholePage: false)
        let body = rows.enumerated().map { index, row in
            let missing = max(0, columns.count - row.count)
            return printer.row(row + Array(repeating: .missing, count: missing), at: index)
        }
        return printer.head + body.joined() + printer.foot(after: rows.count)
    }
}
