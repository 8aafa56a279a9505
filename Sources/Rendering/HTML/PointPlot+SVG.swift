extension PointPlot {
    /// More points than this are thinned out: a screen shows no more.
    private static let mostPoints = 2000
    private static let mostDots = 150

    var svg: String {
        let xAxis = xAxis(ticks: 8)
        let frame = Frame(x: xAxis, y: yAxis, top: landmarks.isEmpty ? 26 : 42, height: 220)
        var drawing = Drawing()
        for band in bands {
            drawing.box(
                "band",
                at: (frame.x(band.from), frame.top),
                width: frame.x(band.to) - frame.x(band.from),
                height: frame.height,
                tip: band.tip
            )
        }
        frame.draw(in: &drawing, xLabel: xLabel, yLabel: yLabel)
        frame.point(out: landmarks, in: &drawing)
        for index in series.indices { draw(index, frame, &drawing) }
        let legend = series.count > 1 ? self.legend(below: frame.bottom + 44, &drawing) : 0
        return drawing.svg(height: frame.bottom + 44 + legend, label: title)
    }

    private func draw(_ index: Int, _ frame: Frame, _ drawing: inout Drawing) {
        let points = thinned(series[index].points)
        let places = corners(Series(name: "", points: points)).map {
            (frame.x($0.x), frame.y($0.y))
        }
        if !isScattered { drawing.path("line \(Page.hue(index))", places) }
        guard isScattered || !isStepped && points.count <= Self.mostDots else { return }
        for point in points {
            drawing.dot(
                "fill \(Page.hue(index))",
                at: (frame.x(point.x), frame.y(point.y)),
                tip: "\(Digits.text(point.y)) \(yLabel) at \(Digits.text(point.x)) \(xLabel)"
            )
        }
    }

    private func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        guard points.count > Self.mostPoints else { return points }
        return (0...Self.mostPoints).map { points[$0 * (points.count - 1) / Self.mostPoints] }
    }

    /// A line for each series; returns how high it is.
    private func legend(below top: Double, _ drawing: inout Drawing) -> Double {
        for (index, series) in series.enumerated() {
            let y = top + 18 * Double(index) + 12
            drawing.box("fill \(Page.hue(index))", at: (56, y - 9), width: 18, height: 10)
            drawing.text(series.name, at: (82, y), "strong")
        }
        return 18 * Double(series.count) + 8
    }
}

/// The part of a drawing that its axes enclose.
struct Frame {
    private let xAxis: Axis
    private let yAxis: Axis
    let top: Double
    let height: Double
    private let left = 56.0
    private let right = Drawing.width - 24

    init(x: Axis, y: Axis, top: Double, height: Double) {
        xAxis = x
        yAxis = y
        self.top = top
        self.height = height
    }

    var bottom: Double { top + height }

    func x(_ value: Double) -> Double { left + (right - left) * xAxis.share(value) }

    func y(_ value: Double) -> Double { bottom - height * yAxis.share(value) }

    /// Upright lines with words above them; of words that would overlap the first stays.
    func point(out landmarks: [(x: Double, word: String)], in drawing: inout Drawing) {
        var taken: [ClosedRange<Double>] = []
        for (value, word) in landmarks {
            let place = x(value)
            drawing.line("mark", from: (place, top), to: (place, bottom))
            let width = Drawing.width(of: word)
            let start = min(place + 3, Drawing.width - width)
            let room = start...(start + width)
            guard !taken.contains(where: { $0.overlaps(room) }) else { continue }
            drawing.text(word, at: (start, top - 6), "strong")
            taken.append(room)
        }
    }

    /// Grid lines, ticks, and what the axes count.
    func draw(in drawing: inout Drawing, xLabel: String, yLabel: String) {
        for tick in yAxis.ticks {
            drawing.line("grid", from: (left, y(tick)), to: (right, y(tick)))
            drawing.text(yAxis.label(tick), at: (left - 8, y(tick) + 4), anchor: "end")
        }
        drawing.line("axis", from: (left, bottom), to: (right, bottom))
        for tick in xAxis.ticks {
            drawing.line("axis", from: (x(tick), bottom), to: (x(tick), bottom + 4))
            drawing.text(xAxis.label(tick), at: (x(tick), bottom + 18), anchor: "middle")
        }
        drawing.text(yLabel, at: (0, 12), "strong")
        drawing.text(xLabel, at: (right, bottom + 36), "strong", anchor: "end")
    }
}
