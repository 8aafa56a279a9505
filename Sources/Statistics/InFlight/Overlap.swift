/// A stretch of time, in any unit, from its start up to but not including its end.
package struct Span: Sendable, Equatable {
    package let start: Double
    package let end: Double

    package init(start: Double, end: Double) {
        self.start = start
        self.end = end
    }

    fileprivate var isValid: Bool { start.isFinite && end.isFinite && start <= end }
}

/// How many spans are open at a time, on average from the first start to the last end.
///
/// Spans that end before they start, or have an end that is not finite, are left out. Nil when the
/// others cover no time.
package func timeWeightedMean(_ spans: [Span]) -> Double? {
    let spans = spans.filter(\.isValid)
    guard let first = spans.map(\.start).min(), let last = spans.map(\.end).max(), last > first,
        (last - first).isFinite
    else { return nil }
    return (spans.reduce(0) { $0 + ($1.end - $1.start) } / (last - first)).finite
}

/// The greatest number of spans open at once; one that starts as another ends does not meet it.
///
/// Spans without length, that end before they start, or have an end that is not finite, count as
/// never open.
package func maximumOverlap(_ spans: [Span]) -> Int {
    let spans = spans.filter(\.isValid)
    let ends = spans.map(\.end).sorted()
    var (most, ended) = (0, 0)
    for (index, start) in spans.map(\.start).sorted().enumerated() {
        while ended < ends.count, ends[ended] <= start { ended += 1 }
        most = max(most, index + 1 - ended)
    }
    return most
}
