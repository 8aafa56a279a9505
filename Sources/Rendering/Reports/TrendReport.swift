package import Measurement
import Statistics
import Text

/// How a metric moved over time: a curve of the medians for each target, and a table.
package struct TrendReport: Sendable {
    private let metric: Metric
    private let points: [TrendPoint]
    private let period: TrendPoint.Period

    /// - Parameter points: in the order of target and period.
    package init(_ metric: Metric, _ points: [TrendPoint], by period: TrendPoint.Period) {
        self.metric = metric
        self.points = points
        self.period = period
    }

    /// Where each target went from its first median to its last; none for one of a single point.
    package func curves(width: Int, style: Style = .plain) -> [String] {
        var targets: [Target] = []
        for point in points where targets.last != point.target { targets.append(point.target) }
        return targets.compactMap { target in
            let medians = points.filter { $0.target == target }.map(\.distribution.median)
            let known = medians.compactMap(\.self)
            guard let first = known.first, let last = known.last, known.count > 1 else {
                return nil
            }
            let name = target.description.onOneLine
            let ends =
                Figure.text(first, unit: metric.unit) + " → "
                + Figure.phrase(last, unit: metric.unit) + change(from: first, to: last)
            let room = width - name.displayWidth - ends.displayWidth - 4
            let curve = Chart.sparkline(medians, width: max(8, room), style: style)
            return "\(name)  \(curve)  \(ends)"
        }
    }

    private func change(from first: Double, to last: Double) -> String {
        guard first > 0 else { return "" }
        let percent = (last / first - 1) * 100
        return " (\(percent > 0 ? "+" : "")\(Digits.text(percent, decimals: 1))%)"
    }

    /// A row for each target and period.
    package var table: Table {
        let statistics = [Statistic.p50, .p95, .least, .greatest]
        let columns =
            [Column("target"), Column(period.rawValue), Column("runs", isNumeric: true)]
            + statistics.map {
                Column(
                    $0.column(of: metric),
                    heading: "\($0.name) \(metric.heading)",
                    isNumeric: true
                )
            } + [Column("errors", isNumeric: true)]
        return Table(columns: columns, rows: points.map { row($0, statistics) })
    }

    private func row(_ point: TrendPoint, _ statistics: [Statistic]) -> [Cell] {
        let place = period == .suite ? Int(point.period).map(Cell.integer) : nil
        return [
            .text(point.target.description), place ?? .text(point.period),
            .integer(point.distribution.count),
        ] + statistics.map { Cell($0.value(point.distribution), metric.unit) }
            + [.integer(point.errors)]
    }
}
