internal import Text

/// Text as the requests of the `man` macros, for pages of the manual.
struct Roff {
    private(set) var text = ""

    mutating func section(_ title: String) {
        text += ".SH \(Self.escaped(title.uppercased()))\n"
    }

    mutating func subsection(_ title: String) { text += ".SS \(Self.escaped(title))\n" }

    mutating func paragraph(_ words: String) { text += ".PP\n\(Self.line(words))\n" }

    /// A term with what it means; `form` is how it is written.
    mutating func entry(_ form: String, _ words: String) {
        let lines = words.split(separator: "\n").map { Self.line(String($0)) }
        text += ".TP\n.B \(Self.escaped(form))\n\(lines.joined(separator: "\n.br\n"))\n"
    }

    /// Lines as they are.
    mutating func verbatim(_ lines: [String]) {
        text += ".PP\n.RS 4\n.nf\n" + lines.map { Self.line($0) + "\n" }.joined() + ".fi\n.RE\n"
    }

    /// A page of help: its headings become subsections, its tables lists of terms.
    mutating func page(_ markdown: String) {
        var rows: [(form: String, words: String)] = []
        var lines: [String] = []
        var paragraph: [String] = []
        func isRule(_ line: String) -> Bool { line.allSatisfy { "|-: ".contains($0) } }
        func flush(_ roff: inout Roff) {
            // The first row names the columns.
            for row in rows.dropFirst() { roff.entry(row.form, row.words) }
            if !lines.isEmpty { roff.verbatim(lines) }
            if !paragraph.isEmpty { roff.paragraph(paragraph.joined(separator: " ")) }
            (rows, lines, paragraph) = ([], [], [])
        }
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = String(line)
            if line.hasPrefix("|") {
                if rows.isEmpty { flush(&self) }
                guard !isRule(line) else { continue }
                let cells = line.split(separator: "|").map { $0.trimmed }
                let words = cells.dropFirst().joined(separator: "; ")
                if cells.first?.isEmpty == true, !rows.isEmpty {
                    rows[rows.count - 1].words += " " + words
                } else {
                    rows.append((cells.first?.replacing("`", with: "") ?? "", words))
                }
            } else if line.hasPrefix("  ") {
                if lines.isEmpty { flush(&self) }
                lines.append(line)
            } else if line.isEmpty {
                flush(&self)
            } else if line.hasPrefix("#") {
                flush(&self)
                // That of the page is the section's.
                if line.hasPrefix("## ") { subsection(String(line.dropFirst(3))) }
            } else {
                if paragraph.isEmpty { flush(&self) }
                paragraph.append(line)
            }
        }
        flush(&self)
    }

    /// A line of text, with what stands between backquotes in bold, that is no request.
    private static func line(_ words: String) -> String {
        let parts = words.split(separator: "`", omittingEmptySubsequences: false)
        let text = parts.enumerated().map { index, part in
            index.isMultiple(of: 2) ? escaped(String(part)) : "\\fB\(escaped(String(part)))\\fP"
        }.joined()
        return text.hasPrefix(".") || text.hasPrefix("\\(aq") ? "\\&" + text : text
    }

    /// The text with every character that means something to roff, or that it would make prettier,
    /// written out.
    private static func escaped(_ text: String) -> String {
        text.onOneLine.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\(rs"
            case "-": "\\-"
            case "'": "\\(aq"
            case "`": "\\(ga"
            case "^": "\\(ha"
            case "~": "\\(ti"
            case "\"": "\\(dq"
            case _ where scalar.isASCII: String(scalar)
            default: "\\[u\(Self.hex(scalar))]"
            }
        }.joined()
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }).withoutTrailingSpaces
    }
}
