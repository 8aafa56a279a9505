import Measurement

extension HistogramPlot {
    private static let height = 170.0

    /// One below the other, with counts on the same scale.
    var svg: String {
        var drawing = Drawing()
        var top = 0.0
        let most = series.flatMap(\.counts).max() ?? 0
        for index in series.indices {
            top = draw(index, below: top, most: Double(most), &drawing)
        }
        return drawing.svg(height: top, label: title)
    }

    private func draw(
        _ index: Int,
        below offset: Double,
        most: Double,
        _ drawing: inout Drawing
    ) -> Double {
        let series = series[index]
        let frame = Frame(
            x: Axis(ticks: series.edges),
            y: Axis(holding: [0, most], ticks: 4, fromZero: true),
            top: offset + 42,
            height: Self.height
        )
        var part = Drawing()
        frame.draw(in: &part, xLabel: unit.rawValue, yLabel: "")
        let name = self.series.count > 1 ? "\(series.name): " : ""
        part.text("\(name)count of \(series.samples)", at: (0, offset + 12), "strong")
        let (edges, labels) = (series.edges, series.edgeLabels)
        for (bin, count) in series.counts.enumerated() where count > 0 {
            let (left, right) = (frame.x(edges[bin]), frame.x(edges[bin + 1]))
            let range = "\(labels[bin]) to \(labels[bin + 1])"
            part.box(
                "fill \(Page.hue(index))",
                at: (left + 1, frame.y(Double(count))),
                width: max(2, right - left - 2),
                height: frame.bottom - frame.y(Double(count)),
                tip: "\(count) from \(range) \(unit.rawValue)"
            )
        }
        let landmarks = series.percentiles.map { name, value in
            (x: value, word: "\(name) \(Figure.text(value, unit: unit))")
        }
        frame.point(out: landmarks, in: &part)
        drawing.add(part)
        return frame.bottom + 46
    }
}
