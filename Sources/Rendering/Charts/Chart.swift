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

    /// The shape of a distribution on one line, its least and greatest value at the ends, with its
    /// percentiles pointed out on a second line.
    ///
    /// Empty without samples. `cells` bounds the picture's own width; `after` stands before it.
    package static func shape(
        _ distribution: Distribution,
        unit: MetricUnit,
        cells: Int = 40,
        after label: String = "",
        style: Style = .plain
    ) -> [String] {
        guard let histogram = distribution.histogram(atMost: max(1, min(cells, 40))),
            let low = distribution.min, let high = distribution.max,
            let most = histogram.counts.max()
        else { return [] }
        let blocks = Blocks(style)
        // Few bins are drawn wider, so that there is room to point at places in them.
        let stretch = max(1, cells / histogram.counts.count)
        let shape = histogram.counts.map { count -> String in
            let cell = count == 0 ? " " : blocks.height(Double(count) / Double(most))
            return String(repeating: cell, count: stretch)
        }.joined()
        let start = "\(label)\(Figure.text(low, unit: unit)) \(blocks.axis)"
        let end = "\(blocks.axis) \(Figure.phrase(high, unit: unit))"
        let line = start + style(series: 0, shape) + end
        guard high > low else { return [line] }
        let words = distribution.landmarks.map { name, value in
            (place: (value - low) / (high - low), word: name)
        }
        let pointers = Pointers.line(words, cells: shape.count, blocks)
        let indent = String(repeating: " ", count: start.displayWidth)
        return [line] + (pointers.isEmpty ? [] : [indent + style(.dim, pointers)])
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
