/// A confidence interval, both ends included.
package struct Interval: Sendable, Equatable {
    package let lower: Double
    package let upper: Double

    /// The probability, before sampling, that such an interval holds the true value.
    ///
    /// At least the confidence that was asked for: ranks are whole numbers, so it is rarely equal.
    package let coverage: Double

    package init(lower: Double, upper: Double, coverage: Double) {
        self.lower = lower
        self.upper = upper
        self.coverage = coverage
    }

    /// Whether a value lies within the interval.
    package func contains(_ value: Double) -> Bool {
        lower <= value && value <= upper
    }
}

/// A number estimated from samples, with its uncertainty.
package struct Estimate: Sendable, Equatable {
    package let value: Double

    /// Nil when there were too few samples to reach the confidence asked for.
    package let interval: Interval?

    package init(value: Double, interval: Interval?) {
        self.value = value
        self.interval = interval
    }
}
