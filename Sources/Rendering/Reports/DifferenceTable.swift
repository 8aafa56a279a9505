internal import Measurement
import Statistics

/// Two sides metric by metric: what each had, by how much they differ, and on what evidence.
///
/// p is that of the Mann-Whitney test, the difference that of Hodges and Lehmann with its 95 %
/// confidence interval. The effect is Cliff's delta, in the words of Romano: how often a value of
/// one side exceeds one of the other.
package struct DifferenceTable: Sendable {
    private static let metrics = [
        "ttft", "ttfb", "answer_ttft", "latency", "max_gap", "tps", "e2e_tps", "output_tokens",
        "cost_usd",
    ].compactMap(Metric.named)

    private struct Row {
        let pair: (left: ComparisonReport.Side, right: ComparisonReport.Side)
        let target: String?
        let verdict: Verdict

        var metric: Metric { verdict.metric }
        var difference: Difference { verdict.difference }
    }

    private let rows: [Row]
    private let names: (left: String, right: String)

    /// - Parameter pairs: what is held against what, with the target where there are several; the
    ///   first pair names the columns.
    package init(
        _ pairs: [(left: ComparisonReport.Side, right: ComparisonReport.Side, target: String?)]
    ) {
        names = (pairs.first?.left.name ?? "", pairs.first?.right.name ?? "")
        rows = pairs.flatMap { left, right, target in
            Self.metrics.compactMap { metric in
                Difference(
                    from: left.summary.distribution(of: metric).sorted,
                    to: right.summary.distribution(of: metric).sorted
                ).map { difference in
                    Row(
                        pair: (left, right),
                        target: target,
                        verdict: Verdict(
                            metric: metric,
                            left: left.name,
                            right: right.name,
                            isOnlyPair: pairs.count == 1,
                            difference: difference,
                            p: difference.p,
                            significance: 0.05
                        )
                    )
                }
            }
        }
    }

    package var isEmpty: Bool { rows.isEmpty }

    /// Why there is no verdict on some metrics; nil where there is one on each.
    package var shortage: String? {
        guard rows.contains(where: { $0.verdict.word == "too few" }),
            let needed = samplesNeeded(significance: 0.05)
        else { return nil }
        return "too few runs for a verdict: each side needs \(needed) successful ones"
    }

    /// For people: one line for each metric.
    package var table: Table {
        let hasTargets = rows.contains { $0.target != nil }
        let columns =
            (hasTargets ? [Column("target")] : []) + [
                Column("metric"), Column("left", heading: names.left, isNumeric: true),
                Column("right", heading: names.right, isNumeric: true),
                Column("difference", heading: "difference [95%]", isNumeric: true),
                Column("ratio", heading: "%", isNumeric: true), Column("p", isNumeric: true),
                Column("verdict"),
            ]
        return Table(
            columns: columns,
            rows: rows.map { row in
                (hasTargets ? [Cell(row.target)] : []) + [
                    .text(row.metric.heading), median(row.pair.left, row),
                    median(row.pair.right, row), .text(shift(row)), .text(percent(row)),
                    .text(row.verdict.pText.replacing("p = ", with: "").replacing("p ", with: "")),
                    .text(judgement(row)),
                ]
            }
        )
    }

    /// For programs: every number in a column of its own.
    package var records: Table {
        let columns = [
            "target", "metric", "left", "right", "left_runs", "right_runs", "left_p50",
            "right_p50", "difference", "difference_lower", "difference_upper", "ratio", "p",
            "superiority", "verdict",
        ]
        return Table(
            columns: columns.map { Column($0) },
            rows: rows.map { row in
                let shift = row.difference.shift
                return [
                    Cell(row.target), .text(row.metric.column), .text(row.pair.left.name),
                    .text(row.pair.right.name), .integer(row.difference.test.n),
                    .integer(row.difference.test.m), median(row.pair.left, row),
                    median(row.pair.right, row), Cell(shift.value, row.metric.unit),
                    Cell(shift.interval?.lower, row.metric.unit),
                    Cell(shift.interval?.upper, row.metric.unit),
                    Cell(row.difference.ratio?.value, nil), Cell(row.difference.p, nil),
                    Cell(row.difference.test.superiority, nil), .text(row.verdict.word),
                ]
            }
        )
    }

    private func median(_ side: ComparisonReport.Side, _ row: Row) -> Cell {
        Cell(side.summary.distribution(of: row.metric).median, row.metric.unit)
    }

    private func shift(_ row: Row) -> String {
        let shift = row.difference.shift
        let value = signed(shift.value, row.metric.unit)
        guard let interval = shift.interval else { return value }
        let bounds = [interval.lower, interval.upper].map { signed($0, row.metric.unit) }
        return "\(value) [\(bounds.joined(separator: ", "))]"
    }

    private func percent(_ row: Row) -> String {
        guard let ratio = row.difference.ratio?.value else { return "-" }
        return signed((ratio - 1) * 100, nil, decimals: 1)
    }

    private func signed(_ value: Double, _ unit: MetricUnit?, decimals: Int? = nil) -> String {
        let text =
            decimals.map { Digits.text(value, decimals: $0) }
            ?? Figure.text(value, unit: unit)
        return value > 0 ? "+" + text : text
    }

    /// Who is better, and how clearly; `~` without evidence.
    private func judgement(_ row: Row) -> String {
        switch row.verdict.word {
        case "left", "right":
            let better = row.verdict.word == "left" ? row.pair.left : row.pair.right
            return "\(better.name) \(row.verdict.adjective), \(effect(row)) effect"
        case "differs": return "differs, \(effect(row)) effect"
        case "too few": return "too few runs"
        default: return "~"
        }
    }

    private func effect(_ row: Row) -> String {
        switch abs(2 * row.difference.test.superiority - 1) {
        case ..<0.147: "negligible"
        case ..<0.33: "small"
        case ..<0.474: "medium"
        default: "large"
        }
    }
}
