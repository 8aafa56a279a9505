import Statistics

extension BarPlot {
    private static let row = 30.0

    var svg: String {
        var drawing = Drawing()
        let left = min(300, (bars.map(\.name).map(Drawing.width(of:)).max() ?? 0) + 16)
        let words = bars.map { bar in figure(bar) + (bar.note.map { "  \($0)" } ?? "") }
        // What is left of the width holds the figures.
        let room = Drawing.width - left - 16 - (words.map(Drawing.width(of:)).max() ?? 0)
        for (index, bar) in bars.enumerated() {
            let y = Double(index) * Self.row + 4
            let x = { (value: Double) in
                left + (most > 0 ? (value / most).unit * room : 0)
            }
            drawing.text(bar.name, at: (left - 10, y + 15), "strong", anchor: "end")
            var end = left
            if let value = bar.value, value > 0 {
                drawing.box(
                    "fill s0",
                    at: (left, y),
                    width: max(1, x(value) - left),
                    height: 20,
                    tip: figure(bar)
                )
                end = x(value)
            }
            if let interval = bar.interval {
                drawing.line(
                    "range",
                    from: (x(interval.lower), y + 10),
                    to: (x(interval.upper), y + 10)
                )
                for bound in [interval.lower, interval.upper] {
                    drawing.line("range", from: (x(bound), y + 5), to: (x(bound), y + 15))
                }
                end = max(end, x(interval.upper))
            }
            drawing.text(words[index], at: (end + 8, y + 15), bar.note == nil ? "strong" : "best")
        }
        drawing.line("axis", from: (left, 0), to: (left, Double(bars.count) * Self.row))
        return drawing.svg(height: max(Self.row, Double(bars.count) * Self.row), label: title)
    }
}
