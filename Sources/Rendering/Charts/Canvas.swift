/// A grid of cells in which dots are set: eight to a cell in braille, else one.
struct Canvas {
    private let columns: Int
    private let rows: Int
    /// One mark for each series; empty for braille.
    private let marks: [Character]
    private var dots: [UInt8]
    private var series: [Int]

    /// Braille cells, or with marks cells that each hold the mark of a series.
    init(columns: Int, rows: Int, marks: [Character] = []) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        self.marks = marks
        dots = Array(repeating: 0, count: self.columns * self.rows)
        series = Array(repeating: 0, count: dots.count)
    }

    /// Sets the dot at a place given by shares, 0...1, from the left and from the bottom.
    mutating func set(_ x: Double, _ y: Double, series: Int) {
        let place = position(x, y)
        set(place.x, place.y, series)
    }

    /// Sets the dots between two places.
    mutating func line(
        from start: (x: Double, y: Double),
        to end: (x: Double, y: Double),
        series: Int
    ) {
        let (first, last) = (position(start.x, start.y), position(end.x, end.y))
        let steps = max(1, max(abs(last.x - first.x), abs(last.y - first.y)))
        for step in 0...steps {
            set(
                first.x + (last.x - first.x) * step / steps,
                first.y + (last.y - first.y) * step / steps,
                series
            )
        }
    }

    /// The rows from the top; `paint` dresses what a series left in neighbouring cells.
    func lines(_ paint: (_ series: Int, _ text: String) -> String) -> [String] {
        (0..<rows).map { row in
            var line = ""
            var stroke = (series: -1, text: "")
            for cell in row * columns..<(row + 1) * columns {
                let owner = dots[cell] == 0 ? -1 : series[cell]
                if owner != stroke.series {
                    line += stroke.series < 0 ? stroke.text : paint(stroke.series, stroke.text)
                    stroke = (owner, "")
                }
                stroke.text.append(owner < 0 ? " " : character(cell))
            }
            return line + (stroke.series < 0 ? stroke.text : paint(stroke.series, stroke.text))
        }
    }

    private func character(_ cell: Int) -> Character {
        if !marks.isEmpty { return marks[series[cell] % marks.count] }
        return Unicode.Scalar(0x2800 + UInt32(dots[cell])).map(Character.init) ?? "."
    }

    private var across: Int { marks.isEmpty ? 2 : 1 }
    private var down: Int { marks.isEmpty ? 4 : 1 }

    private func position(_ x: Double, _ y: Double) -> (x: Int, y: Int) {
        let (width, height) = (columns * across - 1, rows * down - 1)
        return (
            Int((x.unit * Double(width)).rounded()), Int(((1 - y.unit) * Double(height)).rounded())
        )
    }

    private mutating func set(_ x: Int, _ y: Int, _ series: Int) {
        let cell = y / down * columns + x / across
        guard dots.indices.contains(cell) else { return }
        dots[cell] |= marks.isEmpty ? Self.braille[y % 4][x % 2] : 1
        self.series[cell] = series
    }

    /// The bit of each dot of a cell, from the top left.
    private static let braille: [[UInt8]] = [
        [0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80],
    ]
}
