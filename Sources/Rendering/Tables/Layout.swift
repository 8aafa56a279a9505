import Text

/// How wide the columns of a grid are and to which side they lean.
struct Layout: Sendable {
    private(set) var widths: [Int]
    let leansRight: [Bool]

    /// Columns as wide as their widest text; `leansRight` has one entry for each column.
    init(_ rows: [[String]], leansRight: [Bool], atLeast: Int = 0) {
        self.leansRight = leansRight
        widths = leansRight.map { _ in atLeast }
        for row in rows {
            for (column, text) in zip(widths.indices, row) {
                widths[column] = max(widths[column], text.displayWidth)
            }
        }
    }

    /// Widths and sides by the cells of a table; a column of numbers only leans right.
    ///
    /// `quoted` is what a format makes of a text before it writes it.
    init(
        _ columns: [Column],
        _ rows: [[Cell]],
        atLeast: Int = 0,
        quoted: (String) -> String = { $0 }
    ) {
        var leansRight = columns.map(\.isNumeric)
        for row in rows {
            for (column, cell) in zip(leansRight.indices, row) {
                guard let isNumeric = cell.isNumeric else { continue }
                leansRight[column] = isNumeric && leansRight[column] != false
            }
        }
        self.init(
            [columns.map { quoted($0.heading.onOneLine) }]
                + rows.map { $0.map { quoted($0.shown) } },
            leansRight: leansRight.map { $0 ?? false },
            atLeast: atLeast
        )
    }

    /// The width of a line with two spaces between the columns.
    var total: Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }

    /// The texts in their columns.
    func padded(_ texts: [String]) -> [String] {
        zip(texts, zip(widths, leansRight)).map { text, column in
            text.padded(to: column.0, leaningRight: column.1)
        }
    }

    /// One line of the grid, two spaces between the columns and none at its end.
    func line(_ texts: [String]) -> String {
        padded(texts).joined(separator: "  ").withoutTrailingSpaces
    }
}
