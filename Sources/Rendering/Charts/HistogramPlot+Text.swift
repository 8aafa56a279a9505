import Measurement
import Text

extension HistogramPlot {
    /// Narrower windows have room for one bound of a bin.
    private static let narrowest = 40

    /// Each histogram lying on its side: a line for each bin, with its bounds and its count.
    func lines(width: Int, style: Style) -> [String] {
        let most = series.flatMap(\.counts).max() ?? 0
        return series.enumerated().flatMap { index, series in
            let labels =
                width < Self.narrowest
                ? series.edgeLabels.dropLast().map { (style.isASCII ? ">=" : "≥") + $0 }
                : bounds(series)
            let marks = words(series)
            let rows = zip(labels, series.counts).enumerated().map { bin, row in
                BarRow(
                    label: row.0,
                    value: Double(row.1),
                    figure: String(row.1),
                    note: marks[bin].map { "← \($0)" }.map {
                        style.isASCII ? "<" + $0.dropFirst() : $0
                    }
                )
            }
            let heading = self.series.count > 1 ? [style(series: index, series.name)] : []
            let bars = BarRows(rows, most: Double(most)).lines(
                width: width,
                style: style,
                series: index
            )
            return heading.map { $0.clipped(to: width) } + bars
        }
    }

    private func bounds(_ series: Series) -> [String] {
        let ends = series.edgeLabels
        return zip(ends, ends.dropFirst()).enumerated().map { index, bound in
            guard bound.0 != bound.1 else { return "\(bound.0) \(unit.rawValue)" }
            return "\(bound.0) to \(bound.1)" + (index == 0 ? " \(unit.rawValue)" : "")
        }
    }

    /// What is said about a bin: the percentiles that lie in it.
    private func words(_ series: Series) -> [Int: String] {
        var words: [Int: [String]] = [:]
        for (name, value) in series.percentiles {
            guard let bin = series.bin(of: value) else { continue }
            words[bin, default: []].append("\(name) \(Figure.text(value, unit: unit))")
        }
        return words.mapValues { $0.joined(separator: ", ") }
    }
}
