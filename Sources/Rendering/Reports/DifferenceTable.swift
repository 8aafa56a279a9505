internal import Measurement
import Statistics

/// Two sides metric by metric: what each had, by how much they differ, and on what evidence.
///
/// p is that of the Mann-Whitney test, the difference that of Hodges and Lehmann with its
/// confidence interval, both corrected after Holm where a metric is tested for several targets.
/// Figures that are no value of a run each are shown without a test.
package struct DifferenceTable: Sendable {
    /// What is held against what, with the target where there are several.
    package typealias Pair = (
        left: ComparisonReport.Side, right: ComparisonReport.Side, target: String?
    )

    private static let metrics = [
        "ttft", "ttfb", "answer_ttft", "latency", "max_gap", "tps", "e2e_tps", "output_tokens",
        "cost_usd",
    ].compactMap(Metric.named)

    private struct Row {
        let pair: Pair
        let column: String
        let heading: String
        let unit: MetricUnit
        let left: Double?
        let right: Double?
        /// Nil where nothing is tested.
        var verdict: Verdict?

        /// A metric by its medians.
        init(_ verdict: Verdict, _ pair: Pair) {
            self.pair = pair
            column = verdict.metric.column
            heading = verdict.metric.heading
            unit = verdict.metric.unit
            left = pair.left.summary.distribution(of: verdict.metric).median
            right = pair.right.summary.distribution(of: verdict.metric).median
            self.verdict = verdict
        }

        /// A figure without a test; nil where a side has none.
        init?(
            _ column: String,
            _ heading: String,
            _ unit: MetricUnit,
            _ pair: Pair,
            _ value: (SuiteSummary) -> Double?
        ) {
            guard let left = value(pair.left.summary), let right = value(pair.right.summary) else {
                return nil
            }
            self.pair = pair
            self.column = column
            self.heading = heading
            self.unit = unit
            self.left = left
            self.right = right
        }
    }

    private let rows: [Row]
    private let hasTargets: Bool
    private let names: (left: String, right: String)

    /// A table of the pairs; the first names the columns.
    package init(_ pairs: [Pair]) {
        names = (pairs.first?.left.name ?? "", pairs.first?.right.name ?? "")
        hasTargets = pairs.contains { $0.target != nil }
        let verdicts = Self.metrics.map { metric in
            Verdict.all(metric, pairs.map { (left: $0.left, right: $0.right) })
        }
        rows = pairs.enumerated().flatMap { index, pair in
            let tested = verdicts.compactMap { verdicts in
                verdicts[index].map { Row($0, pair) }
            }
            return tested.isEmpty ? [] : tested + Self.untested(pair)
        }
    }

    /// Silences of one run depend on each other, and a run fails or does not: no test of ranks fits.
    private static func untested(_ pair: Pair) -> [Row] {
        let gap = Row(
            Statistic.p99.column(of: .gap),
            "\(Metric.gap.heading) \(Statistic.p99.name)",
            Metric.gap.unit,
            pair
        ) { Statistic.p99.value($0.distribution(of: .gap)) }
        let errors = SuiteMetric.named("error_rate").flatMap { rate in
            Row(rate.column, rate.name.underscoresAsSpaces, rate.unit, pair, rate.value)
        }
        return [gap, errors].compactMap(\.self)
    }

    package var isEmpty: Bool { rows.isEmpty }

    /// What a reader of the verdicts should know about those that are none.
    package var remarks: [String] {
        let verdicts = rows.compactMap(\.verdict)
        var remarks: [String] = []
        if let least = verdicts.first(where: { $0.word == "too few" })?.leastSamples {
            remarks.append(
                "too few runs for a verdict: each side needs \(least) successful ones"
            )
        }
        if verdicts.contains(where: { $0.samplesNeeded != nil }) {
            remarks.append(
                "where it says 'about N each', so many runs would show a difference of that size"
            )
        }
        return remarks
    }

    /// The columns that a narrow window can do without, the first to go first.
    package static let spare = ["ratio", "effect", "p", "difference"]

    /// For people: one line for each metric.
    package var table: Table {
        let columns =
            (hasTargets ? [Column("target")] : []) + [
                Column("metric"), Column("left", heading: names.left, isNumeric: true),
                Column("right", heading: names.right, isNumeric: true),
                Column("difference", heading: "difference [95%]", isNumeric: false),
                Column("ratio", heading: "%", isNumeric: true), Column("p", isNumeric: true),
                Column("verdict"), Column("effect"),
            ]
        return Table(
            columns: columns,
            rows: rows.map { row in
                let verdict = row.verdict
                let p = verdict?.pText.replacing("p = ", with: "").replacing("p ", with: "")
                return (hasTargets ? [Cell(row.pair.target)] : []) + [
                    .text(row.heading), Cell(row.left, row.unit), Cell(row.right, row.unit),
                    Cell(verdict.map(shift)), Cell(verdict.map(percent)), Cell(p),
                    Cell(verdict.map(judgement)),
                    Cell(verdict.flatMap { $0.isEvident ? $0.effect : nil }),
                ]
            }
        )
    }

    /// For programs: every number in a column of its own.
    package var records: Table {
        let columns = [
            "target", "metric", "left", "right", "left_runs", "right_runs", "left_value",
            "right_value", "difference", "difference_lower", "difference_upper", "confidence",
            "ratio", "p", "superiority", "verdict", "runs_needed",
        ]
        return Table(
            columns: columns.map { Column($0) },
            rows: rows.map { row in
                let (verdict, difference) = (row.verdict, row.verdict?.difference)
                let shift = difference?.shift
                return [
                    Cell(row.pair.target), .text(row.column), .text(row.pair.left.name),
                    .text(row.pair.right.name),
                    .integer(difference?.test.n ?? row.pair.left.summary.requests),
                    .integer(difference?.test.m ?? row.pair.right.summary.requests),
                    Cell(row.left, row.unit), Cell(row.right, row.unit),
                    Cell(shift?.value, row.unit), Cell(shift?.interval?.lower, row.unit),
                    Cell(shift?.interval?.upper, row.unit),
                    Cell(shift?.interval == nil ? nil : verdict?.confidence, nil),
                    Cell(difference?.ratio?.value, nil), Cell(verdict?.p, nil),
                    Cell(difference?.test.superiority, nil), Cell(verdict?.word),
                    verdict?.samplesNeeded.map { .integer($0) } ?? .missing,
                ]
            }
        )
    }

    private func shift(_ verdict: Verdict) -> String {
        let (shift, unit) = (verdict.difference.shift, verdict.metric.unit)
        let value = signed(shift.value, unit)
        guard let interval = shift.interval else { return value }
        let bounds = [interval.lower, interval.upper].map { signed($0, unit) }
        let confidence = verdict.isUncorrected ? "" : " at \(verdict.confidenceText)"
        return "\(value) [\(bounds.joined(separator: ", "))]\(confidence)"
    }

    private func percent(_ verdict: Verdict) -> String {
        guard let ratio = verdict.difference.ratio?.value else { return "-" }
        return signed((ratio - 1) * 100, nil, decimals: 1)
    }

    private func signed(_ value: Double, _ unit: MetricUnit?, decimals: Int? = nil) -> String {
        let text =
            decimals.map { Digits.text(value, decimals: $0) }
            ?? Figure.text(value, unit: unit)
        return value > 0 ? "+" + text : text
    }

    /// Who is better; `~` without evidence, and how many runs would bring it.
    private func judgement(_ verdict: Verdict) -> String {
        switch verdict.word {
        case "left": "\(names.left) \(verdict.adjective)"
        case "right": "\(names.right) \(verdict.adjective)"
        case "too few": "too few runs"
        case "~": "~" + (verdict.samplesNeeded.map { " about \($0) each" } ?? "")
        default: verdict.word
        }
    }
}
