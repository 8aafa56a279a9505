import Measurement
import Statistics

/// What can be said about one metric of two sides.
struct Verdict {
    /// What the tests of a metric may err in together.
    private static let significance = 0.05

    let metric: Metric
    let left: String
    let right: String
    /// Whether there is no other pair, so that names can be left out.
    private let isOnlyPair: Bool
    /// From the left side to the right, with an interval of the confidence 1 − `level`.
    let difference: Difference
    /// Corrected for the number of pairs.
    let p: Double
    /// What p was held against before it was corrected.
    private let level: Double
    /// The strictest level that the correction asks for.
    private let strictest: Double

    /// What can be said of each pair; nil where a side has no value.
    ///
    /// The tests of all pairs are corrected after Holm. Each interval has the confidence of the step
    /// at which its pair was tested, so that p and the interval agree (Serlin, 1993; see
    /// `holmLevels`).
    static func all(
        _ metric: Metric,
        _ pairs: [(left: ComparisonReport.Side, right: ComparisonReport.Side)]
    ) -> [Verdict?] {
        let samples = pairs.map { left, right in
            (
                left: left.summary.distribution(of: metric).sorted,
                right: right.summary.distribution(of: metric).sorted
            )
        }
        let pValues = samples.map { mannWhitney($0.left, $0.right)?.p }
        let tests = pValues.count { $0 != nil }
        let levels = holmLevels(pValues, significance: significance)
        return zip(zip(pairs, samples), zip(holm(pValues), levels)).map { pair, test in
            guard let p = test.0, let level = test.1,
                let difference = Difference(
                    from: pair.1.left,
                    to: pair.1.right,
                    confidence: 1 - level
                )
            else { return nil }
            return Verdict(
                metric: metric,
                left: pair.0.left.name,
                right: pair.0.right.name,
                isOnlyPair: pairs.count == 1,
                difference: difference,
                p: p,
                level: level,
                strictest: significance / Double(tests)
            )
        }
    }

    /// Whether the test tells the sides apart, and the interval does not say otherwise, as it can
    /// where values are equal: it takes no account of ties and is somewhat wide with them.
    var isEvident: Bool { isSignificant && !intervalHoldsZero }

    private var isSignificant: Bool {
        hasEnoughSamples && p <= Self.significance && difference.shift.value != 0
    }

    private var intervalHoldsZero: Bool {
        difference.shift.interval?.contains(0) ?? true
    }

    /// `left` or `right` for the better side, `differs` where neither is better, `~` without
    /// evidence, or `too few`.
    var word: String {
        guard hasEnoughSamples else { return "too few" }
        guard isEvident else { return "~" }
        guard metric.direction != .neither else { return "differs" }
        return rightIsBetter ? "right" : "left"
    }

    var words: String {
        let counts = (difference.test.n, difference.test.m)
        guard hasEnoughSamples else {
            let have = counts.0 == counts.1 ? "\(counts.0) each" : "\(counts.0) and \(counts.1)"
            let need = leastSamples.map { ", at least \($0) needed" }
            let pair = isOnlyPair ? "" : " on \(left) and \(right)"
            return "too few samples for a verdict\(pair): \(have)\(need ?? "")"
        }
        let shift = difference.shift
        guard isEvident else {
            let reason = isSignificant ? ", but the interval holds 0" : ""
            let need = samplesNeeded.map { "; about \($0) each would show one of this size" }
            return "~ no evidence of a difference between \(left) and \(right)"
                + interval(isFlipped: false) + ", \(pText)\(reason)\(need ?? "")"
        }
        let (better, worse) = rightIsBetter ? (right, left) : (left, right)
        let amount = Figure.phrase(shift.value.magnitude, unit: metric.unit)
        return "\(better) is \(amount) \(adjective) than \(worse)"
            + interval(isFlipped: shift.value < 0) + ", \(pText), \(effect) effect"
    }

    /// The side that the test tells to be better; nil where it tells no difference.
    var better: String? { isEvident ? (rightIsBetter ? right : left) : nil }

    private var rightIsBetter: Bool {
        (difference.shift.value < 0) == (metric.direction != .higher)
    }

    private var hasEnoughSamples: Bool {
        smallestP(difference.test.n, difference.test.m) <= strictest
    }

    /// The fewest successful runs a side of which a verdict can be given at all.
    var leastSamples: Int? { Statistics.samplesNeeded(significance: strictest) }

    /// About how many a side would show a difference of the size seen; nil where there is a
    /// verdict, and where no number would help.
    var samplesNeeded: Int? {
        guard hasEnoughSamples, !isEvident else { return nil }
        let have = min(difference.test.n, difference.test.m)
        return difference.test.samplesNeeded(significance: level).map { max($0, have + 1) }
    }

    /// `faster`, `cheaper`: what the better side is.
    var adjective: String {
        switch metric.unit {
        case .milliseconds, .tokensPerSecond, .requestsPerSecond: "faster"
        case .dollars: "cheaper"
        case .tokens, .count, .fraction: metric.direction == .higher ? "higher" : "lower"
        }
    }

    /// How often a value of one side exceeds one of the other: Cliff's delta in the words of Romano.
    var effect: String {
        switch abs(2 * difference.test.superiority - 1) {
        case ..<0.147: "negligible"
        case ..<0.33: "small"
        case ..<0.474: "medium"
        default: "large"
        }
    }

    /// The confidence of the interval.
    var confidence: Double { 1 - level }

    /// It in words: `95%`, `98.3%`.
    var confidenceText: String {
        let text = Digits.text(confidence * 100, decimals: 1)
        return (text.hasSuffix(".0") ? text.dropLast(2) : text[...]) + "%"
    }

    /// Whether the interval is no other than it would be for one pair alone.
    var isUncorrected: Bool { level == Self.significance }

    /// The bounds of the shift, turned about where the words name its size and not its sign.
    private func interval(isFlipped: Bool) -> String {
        guard let interval = difference.shift.interval else { return "" }
        let bounds =
            isFlipped ? (-interval.upper, -interval.lower) : (interval.lower, interval.upper)
        let texts = [bounds.0, bounds.1].map { Figure.text($0, unit: metric.unit) }
        return " [\(texts.joined(separator: ", "))] at \(confidenceText)"
    }

    var pText: String {
        if p < 0.001 { return "p < 0.001" }
        return "p = " + Digits.text(p, decimals: p < 0.1 ? 3 : 2)
    }
}
