import Measurement
import Statistics
import Text

/// Values side by side as bars from 0, with their uncertainty where it is known.
package struct BarPlot: Sendable {
    /// One bar.
    struct Bar: Sendable {
        let name: String
        let value: Double?
        var interval: Interval?
        /// What is to be said of it: `fastest`.
        var note: String?
    }

    let title: String
    let unit: MetricUnit
    let bars: [Bar]

    /// The bars as lines of characters.
    func lines(width: Int, style: Style) -> [String] {
        let rows = bars.map { bar in
            BarRow(
                label: bar.name.onOneLine,
                value: bar.value ?? 0,
                interval: bar.interval,
                figure: figure(bar),
                note: bar.note
            )
        }
        return BarRows(rows, most: most).lines(width: width, style: style)
    }

    /// The value with its interval, in words.
    func figure(_ bar: Bar) -> String {
        let value = Figure.phrase(bar.value, unit: unit)
        guard let interval = bar.interval else { return value }
        let ends = [interval.lower, interval.upper].map { Figure.text($0, unit: unit) }
        return "\(value) [\(ends[0]), \(ends[1])]"
    }

    /// The longest that a bar with its interval gets.
    var most: Double {
        bars.flatMap { [$0.value, $0.interval?.upper] }.compactMap(\.self).filter(\.isFinite)
            .max() ?? 0
    }
}
