extension String {
    /// The text broken at its spaces into lines of at most so many cells, where its words allow
    /// that; line feeds in it stay.
    ///
    /// Each line but the first begins with so many spaces, which count.
    package func wrapped(to width: Int, hanging indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: max(0, indent))
        var lines: [String] = []
        for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
            var line = lines.isEmpty ? "" : margin
            var used = line.utf8.count
            // Spaces at the beginning are an indentation, and a run of them is no place to lose.
            var isEmpty = true
            for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
                let cells = String(word).displayWidth
                if !isEmpty, !word.isEmpty, used + 1 + cells > width,
                    line.contains(where: { $0 != " " })
                {
                    lines.append(line.withoutTrailingSpaces)
                    (line, used) = (margin + word, margin.utf8.count + cells)
                    continue
                }
                line += (isEmpty ? "" : " ") + word
                used += (isEmpty ? 0 : 1) + cells
                isEmpty = false
            }
            lines.append(line.withoutTrailingSpaces)
        }
        return lines
    }
}
