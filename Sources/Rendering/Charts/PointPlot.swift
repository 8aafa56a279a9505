/// Points in a plane, joined in their order: values over time, or shares of values.
package struct PointPlot: Sendable {
    /// Points that belong together.
    struct Series: Sendable {
        let name: String
        let points: [(x: Double, y: Double)]
    }

    let title: String
    /// What the axes count, with the unit: `s into the suite`.
    let xLabel: String
    let yLabel: String
    let series: [Series]
    /// Whether a value holds until the next one comes, as in a distribution function.
    let isStepped: Bool
    /// Whether points are not joined: things that went on side by side have no course.
    let isScattered: Bool
    /// The axis upwards where it is known beforehand.
    let yAxis: Axis
    /// Places on the axis to the right that deserve a word.
    let landmarks: [(x: Double, word: String)]
    /// Stretches of that axis that stand out, with words about them.
    let bands: [(from: Double, to: Double, tip: String)]

    init(
        title: String,
        xLabel: String,
        yLabel: String,
        series: [Series],
        isStepped: Bool = false,
        isScattered: Bool = false,
        yAxis: Axis? = nil,
        landmarks: [(x: Double, word: String)] = [],
        bands: [(from: Double, to: Double, tip: String)] = []
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.series = series.filter { !$0.points.isEmpty }
        self.isStepped = isStepped
        self.isScattered = isScattered
        self.yAxis = yAxis ?? Axis(holding: series.flatMap { $0.points.map(\.y) }, ticks: 4)
        self.landmarks = landmarks
        self.bands = bands
    }

    func xAxis(ticks: Int) -> Axis {
        Axis(holding: series.flatMap { $0.points.map(\.x) }, ticks: ticks)
    }

    /// Corners of the line through a series.
    func corners(_ series: Series) -> [(x: Double, y: Double)] {
        guard isStepped else { return series.points }
        var corners: [(x: Double, y: Double)] = []
        for point in series.points {
            if let last = corners.last { corners.append((point.x, last.y)) }
            corners.append(point)
        }
        return corners
    }
}
