internal import Text

extension Diagnostic {
    /// The diagnostic as lines for a terminal or a log, without a final line end.
    package func rendered() -> String {
        var lines = ["\(severity.rawValue): \(message)"]
        guard let span else {
            if let remark = label ?? help { lines.append("  = \(remark)") }
            return lines.joined(separator: "\n")
        }
        let position = span.source.position(of: span.range.lowerBound)
        let number = String(position.line)
        let gutter = String(repeating: " ", count: number.count)
        let excerpt = Excerpt(span)
        let caret =
            String(repeating: " ", count: excerpt.indent)
            + String(repeating: "^", count: excerpt.width)
        lines.append("\(gutter)--> \(span.source.name):\(position.line):\(position.column)")
        lines += span.source.inclusions.map { inclusion in
            let line = inclusion.source.position(of: inclusion.range.lowerBound).line
            return "\(gutter)    included from \(inclusion.source.name):\(line)"
        }
        lines.append("\(gutter) |")
        lines.append(excerpt.text.isEmpty ? "\(number) |" : "\(number) | \(excerpt.text)")
        lines.append("\(gutter) | \(caret)" + (label.map { " \($0)" } ?? ""))
        for line in (help ?? "").split(separator: "\n") { lines.append("\(gutter) = \(line)") }
        return lines.joined(separator: "\n")
    }

    /// The diagnostic for one line just typed at a prompt: the caret goes under the typed text.
    ///
    /// `promptWidth` is the width of the prompt in columns. Nil when the text has more lines, or one
    /// that the terminal had to wrap or to space out by itself.
    package func renderedBelowPrompt(promptWidth: Int, screenWidth: Int) -> String? {
        guard let span, span.source.includedFrom == nil,
            !span.source.bytes.contains(where: { $0 < 0x20 })
        else { return nil }
        let excerpt = Excerpt(span)
        guard promptWidth + excerpt.text.displayWidth < screenWidth else { return nil }
        let indent = promptWidth + excerpt.indent
        let remark = label.map { " \($0)" } ?? ""
        guard indent + excerpt.width + remark.displayWidth < screenWidth else { return nil }
        var lines = [String(repeating: " ", count: indent)]
        lines[0] += String(repeating: "^", count: excerpt.width) + remark
        lines.append("\(severity.rawValue): \(message)")
        if let help { lines.append("  = \(help)") }
        return lines.joined(separator: "\n")
    }
}
