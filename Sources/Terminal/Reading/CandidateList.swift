import Text

/// The list that Tab shows under the line when several words would fit.
enum CandidateList {
    private static let indent = 2
    private static let gap = 2

    /// Rows for a window of `size`, each ending in a newline, at most half of the window's height.
    ///
    /// One candidate a row where notes are known and the rows suffice, else columns, as `ls` has it.
    static func rows(_ candidates: [Candidate], in size: WindowSize) -> String {
        let limit = max(1, size.rows / 2)
        let width = max(1, size.columns - 1)
        let hasNotes = candidates.contains { $0.note != nil }
        let rows =
            hasNotes && candidates.count <= limit
            ? noted(candidates) : columns(candidates.map { $0.text.onOneLine }, width: width)
        return clip(rows, to: limit).map { $0.clipped(to: width) + "\n" }.joined()
    }

    private static func noted(_ candidates: [Candidate]) -> [String] {
        let texts = candidates.map { $0.text.onOneLine }
        let widest = texts.map(\.displayWidth).max() ?? 0
        let margin = String(repeating: " ", count: indent)
        return zip(candidates, texts).map { candidate, text in
            guard let note = candidate.note?.onOneLine, !note.isEmpty else {
                return margin + text
            }
            return margin + text.padded(to: widest + gap) + note
        }
    }

    private static func columns(_ texts: [String], width: Int) -> [String] {
        let cell = (texts.map(\.displayWidth).max() ?? 0) + gap
        let across = max(1, (width - indent + gap) / cell)
        let down = (texts.count + across - 1) / across
        return (0..<down).map { row in
            let line = stride(from: row, to: texts.count, by: down).map { texts[$0] }
            let padded = line.dropLast().map { $0.padded(to: cell) } + line.suffix(1)
            return String(repeating: " ", count: indent) + padded.joined()
        }
    }

    private static func clip(_ rows: [String], to limit: Int) -> [String] {
        guard rows.count > limit else { return rows }
        let kept = max(0, limit - 1)
        return rows.prefix(kept) + ["  … \(rows.count - kept) more rows: type a letter, then Tab"]
    }
}
