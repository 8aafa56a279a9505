package import Measurement
package import Statistics
import Text

/// Small pictures in characters.
package enum Chart {
    /// Values in their order as one line of heights from the least to the greatest.
    ///
    /// More values than `width` are thinned by the mean of neighbours; a missing one is a space.
    package static func sparkline(
        _ values: [Double?],
        width: Int,
        style: Style = .plain
    ) -> String {
        let values = thinned(values, to: max(1, width))
        let known = values.compactMap(\.self)
        guard let low = known.min(), let high = known.max() else {
            return String(repeating: " ", count: values.count)
        }
        let blocks = Blocks(style)
        return String(
            values.map { value in
                guard let value else { return " " }
                return blocks.height(high > low ? (value - low) / (high - low) : 0.5)
            }
        )
    }

    /// The shape of a distribution on one line, its least and greatest value at the ends.
    ///
    /// Nil without samples.
    package static func strip(
        _ distribution: Distribution,
        unit: MetricUnit,
        cells: Int = 24,
        style: Style = .plain
    ) -> String? {
        guard let histogram = distribution.histogram(atMost: max(1, cells)),
            let low = distribution.min, let high = distribution.max,
            let most = histogram.counts.max()
        else { return nil }
        let blocks = Blocks(style)
        let shape = histogram.counts.map { count in
            count == 0 ? " " : blocks.height(Double(count) / Double(most))
        }
        let ends = (Figure.text(low, unit: unit), Figure.phrase(high, unit: unit))
        return "\(ends.0) \(blocks.axis)\(String(shape))\(blocks.axis) \(ends.1)"
    }

    /// A histogram lying on its side: a line for each bin, with its bounds and its count.
    ///
    /// Empty without samples. The bins have round bounds; the last one holds both of its own.
    package static func histogram(
        _ distribution: Distribution,
        unit: MetricUnit,
        width: Int,
        style: Style = .plain
    ) -> [String] {
        guard let histogram = distribution.roundedHistogram(atMost: 12) else { return [] }
        let bounds = zip(histogram.edges, histogram.edges.dropFirst())
        let labels = bounds.enumerated().map { index, bound in
            "\(Digits.text(bound.0)) to \(Digits.text(bound.1))"
                + (index == 0 ? " \(unit.rawValue)" : "")
        }
        let rows = zip(labels, histogram.counts).map { (label: $0, value: Double($1)) }
        return draw(rows.map { ($0.label, $0.value, Digits.text($0.value)) }, width, style)
    }

    /// A line for each value, with its label and the figure at the end of its bar.
    ///
    /// Bars start at 0; a missing or negative value has none.
    package static func bars(
        _ rows: [(label: String, value: Double?)],
        unit: MetricUnit,
        width: Int,
        style: Style = .plain
    ) -> [String] {
        draw(
            rows.map { ($0.label.onOneLine, $0.value ?? 0, Figure.phrase($0.value, unit: unit)) },
            width,
            style
        )
    }

    private static func draw(
        _ rows: [(label: String, value: Double, figure: String)],
        _ width: Int,
        _ style: Style
    ) -> [String] {
        let blocks = Blocks(style)
        let figures = rows.map(\.figure.displayWidth).max() ?? 0
        // A label may take half of what the figures leave, so that a narrow window shows a bar.
        let room = max(8, min(width, 1000) - figures - 3)
        let labels = min(rows.map(\.label.displayWidth).max() ?? 0, room / 2)
        let cells = room - labels
        let most = rows.map(\.value).filter(\.isFinite).max() ?? 0
        return rows.map { row in
            let label = row.label.clipped(to: labels).padded(to: labels, leaningRight: true)
            let bar = most > 0 ? blocks.bar(row.value / most, cells: cells) : ""
            return "\(label) \(blocks.axis)\(bar)\(bar.isEmpty ? "" : " ")\(row.figure)"
        }
    }

    private static func thinned(_ values: [Double?], to width: Int) -> [Double?] {
        let values = values.map { $0.flatMap { $0.isFinite ? $0 : nil } }
        guard values.count > width else { return values }
        return (0..<width).map { cell in
            let group = values[cell * values.count / width..<(cell + 1) * values.count / width]
            let known = group.compactMap(\.self)
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        }
    }
}
