import Text

/// A picture of numbers, which can be drawn in characters and as SVG.
package enum Plot: Sendable {
    case points(PointPlot)
    case histogram(HistogramPlot)
    case bars(BarPlot)

    /// What it shows, in a few words.
    package var title: String {
        switch self {
        case .points(let plot): plot.title
        case .histogram(let plot): plot.title
        case .bars(let plot): plot.title
        }
    }

    /// The picture with its title, axes and labels, without line feeds; no line is wider than
    /// `width` as long as that is 20 or more.
    package func lines(width: Int, style: Style = .plain) -> [String] {
        let drawn =
            switch self {
            case .points(let plot): plot.lines(width: width, style: style)
            case .histogram(let plot): plot.lines(width: width, style: style)
            case .bars(let plot): plot.lines(width: width, style: style)
            }
        return [style(.strong, title.clipped(to: max(1, width)))] + drawn
    }
}

/// How a metric can be drawn.
package enum PlotForm: String, CaseIterable, Sendable {
    /// Each run at the time at which it was sent.
    case line
    /// A bar for each run; of several targets one for each target's median.
    case bars
    /// How often which values came.
    case histogram
    /// The share of values up to each value.
    case cdf
}
