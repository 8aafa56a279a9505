import Text

extension PointPlot {
    private static let rows = 10
    /// Marks of series where colours do not tell them apart.
    private static let letters: [Character] = Array("abcdefgh")

    /// The plane with its axes, and below it which series is which.
    func lines(width: Int, style: Style) -> [String] {
        guard !series.isEmpty else { return ["no values"] }
        let blocks = Blocks(style)
        let labels = yAxis.ticks.map(yAxis.label)
        let margin = labels.map(\.displayWidth).max() ?? 0
        let cells = max(8, width - margin - 2)
        let xAxis = xAxis(ticks: max(1, cells / 14))
        let hasLetters = series.count > 1 && !style.isColoured
        let marks = hasLetters ? Self.letters : self.marks(style)
        var canvas = Canvas(columns: cells, rows: Self.rows, marks: marks)
        for index in series.indices { draw(index, xAxis, &canvas) }
        let picture = canvas.lines { index, text in style(series: index, text) }
        let ticks = tickRows()
        let upright = picture.enumerated().map { row, text in
            let label = (ticks[row] ?? "").padded(to: margin, leaningRight: true)
            let axis = ticks[row] == nil ? blocks.axis : blocks.tickLeft
            return (style(.dim, "\(label) \(axis)") + text).withoutTrailingSpaces
        }
        let below = base(xAxis, cells: cells, margin: margin, width: width, blocks)
        return [style(.dim, yLabel.clipped(to: width))] + upright
            + below.map { style(.dim, $0) } + legend(style, width: width)
    }

    /// What points are drawn with where it does not tell series apart; nothing for braille.
    private func marks(_ style: Style) -> [Character] {
        style.isASCII ? ["*"] : isScattered ? ["•"] : []
    }

    private func draw(_ index: Int, _ xAxis: Axis, _ canvas: inout Canvas) {
        let places = corners(series[index]).map { (x: xAxis.share($0.x), y: yAxis.share($0.y)) }
        guard !isScattered, places.count > 1 else {
            for place in places { canvas.set(place.x, place.y, series: index) }
            return
        }
        for (start, end) in zip(places, places.dropFirst()) {
            canvas.line(from: start, to: end, series: index)
        }
    }

    /// The tick labels by the rows they stand in.
    private func tickRows() -> [Int: String] {
        var rows: [Int: String] = [:]
        for tick in yAxis.ticks {
            let row = Int(((1 - yAxis.share(tick)) * Double(Self.rows - 1)).rounded())
            rows[row] = yAxis.label(tick)
        }
        return rows
    }

    /// The axis to the right, the labels of its ticks, and what it counts.
    private func base(
        _ xAxis: Axis,
        cells: Int,
        margin: Int,
        width: Int,
        _ blocks: Blocks
    ) -> [String] {
        let column = { (tick: Double) in
            Int((xAxis.share(tick) * Double(cells - 1)).rounded())
        }
        let columns = Set(xAxis.ticks.map(column))
        let line = (0..<cells).map { columns.contains($0) ? blocks.tickBelow : blocks.base }
        let indent = String(repeating: " ", count: margin + 1)
        var labels = indent + " "
        for tick in xAxis.ticks {
            let label = xAxis.label(tick)
            // Under its tick, but within the window.
            let start = min(
                margin + 2 + column(tick) - label.utf8.count / 2,
                width - label.utf8.count
            )
            guard start > labels.displayWidth || labels.allSatisfy({ $0 == " " }) else { continue }
            labels = labels.padded(to: start) + label
        }
        let name = xLabel.clipped(to: max(1, width - margin - 2))
        return [indent + blocks.corner + line.joined(), labels, indent + " " + name]
            + (landmarkWords.isEmpty
                ? [] : [indent + " " + landmarkWords].map { $0.clipped(to: width) })
    }

    private var landmarkWords: String {
        landmarks.map(\.word).joined(separator: "   ")
    }

    private func legend(_ style: Style, width: Int) -> [String] {
        guard series.count > 1 else { return [] }
        return series.enumerated().map { index, series in
            let mark =
                style.isColoured
                ? (style.isASCII ? "*" : isScattered ? "•" : "━━")
                : String(Self.letters[index % Self.letters.count])
            return (style(series: index, mark) + " " + series.name).clipped(to: width)
        }
    }
}
