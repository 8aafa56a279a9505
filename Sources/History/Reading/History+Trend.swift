package import FoundationEssentials
internal import GRDB
package import Measurement
private import Statistics

extension History {
    /// How a metric of runs moved, by target and period; empty for one that is pooled.
    package func trend(
        of metric: Metric,
        provider: String? = nil,
        model: String? = nil,
        since: Date? = nil,
        by period: TrendPoint.Period
    ) throws(HistoryError) -> [TrendPoint] {
        guard !metric.isPooled else { return [] }
        let bucket =
            switch period {
            case .suite: "suite_number"
            case .day: "substr(recorded_at, 1, 10)"
            case .hour: "substr(recorded_at, 12, 2)"
            }
        let conditions: [(String, String?)] = [
            ("provider_id = ?", provider), ("model = ?", model),
            ("recorded_at >= ?", since.map(StoredTime.text)),
        ]
        let asked = conditions.compactMap { condition in condition.1.map { (condition.0, $0) } }
        let terms = ["status <> 'cancelled'"] + asked.map(\.0)
        return try read { db in
            let statement = try PreparedStatement(
                """
                SELECT provider_id, model, \(bucket), status, \(metric.column)
                FROM benchmark_runs WHERE \(terms.joined(separator: " AND "))
                ORDER BY provider_id, model, \(bucket)
                """,
                on: db
            )
            for (index, value) in asked.enumerated() {
                try statement.bind(.text(value.1), at: index + 1)
            }
            var points = PointBuilder()
            while try statement.step() { points.add(statement) }
            return points.finished()
        }
    }

    /// Gathers rows, which come in the order of target and period, into points.
    private struct PointBuilder {
        private var points: [TrendPoint] = []
        private var target: Target?
        private var period = ""
        private var values: [Double] = []
        private var errors = 0

        mutating func add(_ row: borrowing PreparedStatement) {
            let target = Target(
                provider: row.value(at: 0).text ?? "",
                model: row.value(at: 1).text ?? ""
            )
            let place = row.value(at: 2)
            let period = place.text ?? place.integer.map(String.init) ?? ""
            if target != self.target || period != self.period {
                close()
                (self.target, self.period) = (target, period)
            }
            switch row.value(at: 3).text {
            case Outcome.success.word:
                if let value = row.value(at: 4).real { values.append(value) }
            default: errors += 1
            }
        }

        mutating func finished() -> [TrendPoint] {
            close()
            return points
        }

        private mutating func close() {
            guard let target else { return }
            points.append(
                TrendPoint(
                    target: target,
                    period: period,
                    distribution: Distribution(values),
                    errors: errors
                )
            )
            (values, errors) = ([], 0)
        }
    }
}
