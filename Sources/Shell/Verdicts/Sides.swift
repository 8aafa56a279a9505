internal import BenchLanguage
internal import Measurement
internal import Rendering
internal import Text

/// The two sides of a comparison: what is measured, and what it is held against.
///
/// Where only the right side has a metric, that is the one that is measured.
struct Sides {
    let subject: Expression
    let relation: Comparison.Relation
    let limit: Expression
    private let isTurned: Bool

    init(_ comparison: Comparison) {
        isTurned = comparison.left.metrics.isEmpty && !comparison.right.metrics.isEmpty
        subject = isTurned ? comparison.right : comparison.left
        limit = isTurned ? comparison.left : comparison.right
        relation = isTurned ? comparison.relation.turned : comparison.relation
    }

    /// What was found and what was wanted, in words; nil where a side is undefined.
    func words(_ outcome: Comparison.Outcome) -> (found: String, wanted: String)? {
        guard let found = isTurned ? outcome.right : outcome.left,
            let wanted = isTurned ? outcome.left : outcome.right
        else { return nil }
        let (first, second) = phrases(found, wanted)
        return (first, "\(relation.rawValue) \(second)")
    }

    /// A literal as it is written; figures with as many digits as it takes to tell them apart.
    private func phrases(_ found: Quantity, _ wanted: Quantity) -> (String, String) {
        guard case .measure(let first, _) = found, case .measure(let second, _) = wanted else {
            return (found.phrase(in: unit), wanted.phrase(in: unit))
        }
        let written = limit.literalNumber
        for extra in 0...Self.mostExtraDecimals {
            let words = (found.phrase(in: unit, extra), wanted.phrase(in: unit, extra))
            let isTold =
                first == second
                || words.0 != words.1 && words.0.tells(first)
                    && (written != nil || words.1.tells(second))
            if isTold || extra == Self.mostExtraDecimals { return (words.0, written ?? words.1) }
        }
        return (found.phrase(in: unit), wanted.phrase(in: unit))
    }

    /// A number has no more digits than that.
    private static let mostExtraDecimals = 15

    /// The unit of the one metric in what is measured, as long as it measures the same.
    private var unit: MetricUnit? {
        guard let metric = subject.metrics.first, subject.metrics.count == 1,
            (try? subject.dimension { _ in nil }) == metric.dimension
        else { return nil }
        return metric.unit
    }
}

extension String {
    /// Whether it shows something of a number that is not zero.
    fileprivate func tells(_ number: Double) -> Bool {
        number == 0 || !number.isFinite || contains { "123456789".contains($0) }
    }
}

extension Expression {
    /// A number as it stands in the text; nil where it is calculated.
    fileprivate var literalNumber: String? {
        switch self {
        case .value(.scalar(.text, _)): nil
        case .value(.scalar(_, let span)): span.text
        case .negated(.value(.scalar), let span): span.text
        default: nil
        }
    }
}

extension MetricReference {
    /// The unit that the metric itself is shown in.
    var unit: MetricUnit? {
        Metric.named(metric)?.unit ?? SuiteMetric.named(metric)?.unit
    }
}

extension Dimension {
    /// The unit in which its numbers are shown.
    fileprivate var unit: MetricUnit {
        switch self {
        case .time: .milliseconds
        case .rate: .tokensPerSecond
        case .fraction: .fraction
        case .money: .dollars
        case .number, .count, .text: .count
        }
    }
}

extension Quantity {
    /// The quantity in words, in that unit or in the usual one of what it measures.
    func phrase(in unit: MetricUnit?, _ extraDecimals: Int = 0) -> String {
        switch self {
        case .text(let text): "'\(text.onOneLine)'"
        case .measure(let number, let dimension):
            Figure.phrase(number, unit: unit ?? dimension.unit, extraDecimals: extraDecimals)
        }
    }
}
