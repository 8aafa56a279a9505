package import Statistics

/// What the runs of a target had in one period.
package struct TrendPoint: Sendable {
    /// What the points of a trend stand for; the raw value names the column.
    package enum Period: String, Sendable {
        case suite, day
        /// 00 to 23, UTC, of all days together.
        case hour
    }

    package let target: Target
    /// The suite's number, `2026-11-23`, or `09`.
    package let period: String
    /// The metric of the successful runs that have it.
    package let distribution: Distribution
    package let errors: Int

    package init(target: Target, period: String, distribution: Distribution, errors: Int) {
        self.target = target
        self.period = period
        self.distribution = distribution
        self.errors = errors
    }
}
