import Glibc

/// How a candidate's samples differ from a baseline's: by how much, and on what evidence.
package struct Difference: Sendable, Equatable {
    /// Candidate − baseline, in the unit of the samples (Hodges-Lehmann).
    package let shift: Estimate

    /// Candidate ÷ baseline: the median of all such ratios, by the logarithms of the samples.
    ///
    /// Nil unless every sample is above 0.
    package let ratio: Estimate?

    /// The Mann-Whitney test; its first sample is the baseline.
    package let test: RankTest

    /// Nil when either side has no finite sample.
    package init?(
        from baseline: [Double],
        to candidate: [Double],
        confidence: Double = 0.95
    ) {
        guard let test = mannWhitney(baseline, candidate),
            let shift = hodgesLehmann(baseline, candidate, confidence: confidence)
        else { return nil }
        self.test = test
        self.shift = shift
        ratio = Self.ratio(baseline, candidate, confidence)
    }

    /// The p-value of the test, before any correction for several comparisons.
    package var p: Double { test.p }

    private static func ratio(
        _ baseline: [Double],
        _ candidate: [Double],
        _ confidence: Double
    ) -> Estimate? {
        let (baseline, candidate) = (baseline.finiteSorted, candidate.finiteSorted)
        guard let low = baseline.first, let other = candidate.first, low > 0, other > 0,
            let logs = hodgesLehmann(
                baseline.map { log($0) },
                candidate.map { log($0) },
                confidence: confidence
            ),
            let value = exp(logs.value).finite
        else { return nil }
        let interval = logs.interval.flatMap { logs -> Interval? in
            guard let lower = exp(logs.lower).finite, let upper = exp(logs.upper).finite else {
                return nil
            }
            return Interval(lower: lower, upper: upper, coverage: logs.coverage)
        }
        return Estimate(value: value, interval: interval)
    }
}
