import Measurement
import Statistics

/// What can be said about one metric of two sides.
struct Verdict {
    let metric: Metric
    let left: String
    let right: String
    /// Whether there is no other pair, so that names can be left out.
    let isOnlyPair: Bool
    /// From the left side to the right.
    let difference: Difference
    /// Corrected for the number of pairs.
    let p: Double
    /// What one pair's p must not exceed, the strictest that the correction asks for.
    let significance: Double

    /// Whether the test tells the sides apart.
    var isEvident: Bool { hasEnoughSamples && p <= 0.05 && difference.shift.value != 0 }

    /// `left` or `right` for the better side, `differs` where neither is better, `~` without
    /// evidence, or `too few`.
    var word: String {
        guard hasEnoughSamples else { return "too few" }
        guard isEvident else { return "~" }
        guard metric.direction != .neither else { return "differs" }
        return (difference.shift.value < 0) == (metric.direction == .lower) ? "right" : "left"
    }

    var words: String {
        let counts = (difference.test.n, difference.test.m)
        guard hasEnoughSamples else {
            let have = counts.0 == counts.1 ? "\(counts.0) each" : "\(counts.0) and \(counts.1)"
            let need = samplesNeeded(significance: significance).map { ", at least \($0) needed" }
            let pair = isOnlyPair ? "" : " on \(left) and \(right)"
            return "too few samples for a verdict\(pair): \(have)\(need ?? "")"
        }
        let shift = difference.shift
        guard isEvident else {
            return "~ no evidence of a difference between \(left) and \(right)"
                + interval(shift.interval, isFlipped: false) + ", \(pText)"
        }
        let (better, worse) = rightIsBetter ? (right, left) : (left, right)
        let amount = Figure.phrase(shift.value.magnitude, unit: metric.unit)
        return "\(better) is \(amount) \(adjective) than \(worse)"
            + interval(shift.interval, isFlipped: shift.value < 0) + ", \(pText)"
    }

    /// The side that the test tells to be better; nil where it tells no difference.
    var better: String? { isEvident ? (rightIsBetter ? right : left) : nil }

    private var rightIsBetter: Bool {
        (difference.shift.value < 0) == (metric.direction != .higher)
    }

    private var hasEnoughSamples: Bool {
        let counts = (difference.test.n, difference.test.m)
        return smallestP(counts.0, counts.1) <= significance
    }

    /// `faster`, `cheaper`: what the better side is.
    var adjective: String {
        switch metric.unit {
        case .milliseconds, .tokensPerSecond, .requestsPerSecond: "faster"
        case .dollars: "cheaper"
        case .tokens, .count, .fraction: metric.direction == .higher ? "higher" : "lower"
        }
    }

    /// The bounds of the shift, turned about where the words name its size and not its sign.
    private func interval(_ interval: Interval?, isFlipped: Bool) -> String {
        guard let interval else { return "" }
        let bounds =
            isFlipped ? (-interval.upper, -interval.lower) : (interval.lower, interval.upper)
        let texts = [bounds.0, bounds.1].map { Figure.text($0, unit: metric.unit) }
        return " [\(texts.joined(separator: ", "))]"
    }

    var pText: String {
        if p < 0.001 { return "p < 0.001" }
        return "p = " + Digits.text(p, decimals: p < 0.1 ? 3 : 2)
    }
}
