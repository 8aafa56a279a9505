import Text

/// Words that point at places of the line above them.
enum Pointers {
    /// The places are shares, 0...1, of so many cells; of words that would overlap the first stays.
    ///
    /// Without trailing spaces; empty when there is nothing to point at.
    static func line(
        _ words: [(place: Double, word: String)],
        cells: Int,
        _ blocks: Blocks
    ) -> String {
        var taken: [(column: Int, text: String)] = []
        for (place, word) in words {
            let column = Int((place.unit * Double(max(0, cells - 1))).rounded())
            let text = blocks.pointer + word
            let isFree = taken.allSatisfy { other in
                column > other.column + other.text.displayWidth
                    || column + text.displayWidth < other.column
            }
            if isFree { taken.append((column, text)) }
        }
        return taken.sorted { $0.column < $1.column }.reduce("") { line, next in
            line.padded(to: next.column) + next.text
        }
    }
}
