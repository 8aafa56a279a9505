/// A figure that sums up many values: the columns of a suite's summary.
package struct Statistic: Sendable {
    /// As it begins a column's name: `avg`, `p95`.
    package let name: String
    package let value: @Sendable (Distribution) -> Double?
    /// The percentile it is, as a share; nil for the others.
    package var percentile: Double?

    package static let all: [Statistic] = [mean, least, p50, p95, p99, greatest]

    package static let mean = Statistic(name: "avg", value: { $0.mean })
    package static let least = Statistic(name: "min", value: { $0.min })
    package static let greatest = Statistic(name: "max", value: { $0.max })
    package static let p50 = Statistic("p50", 0.5)
    package static let p95 = Statistic("p95", 0.95)
    package static let p99 = Statistic("p99", 0.99)

    private init(name: String, value: @escaping @Sendable (Distribution) -> Double?) {
        self.name = name
        self.value = value
    }

    private init(_ name: String, _ percentile: Double) {
        self.init(name: name, value: { $0.percentile(percentile) })
        self.percentile = percentile
    }

    /// Whether there are samples, but so few that the figure says little more than the extremes do.
    package func isWeak(_ distribution: Distribution) -> Bool {
        guard let percentile, percentile > 0.5 else { return false }
        return distribution.count > 0 && !distribution.resolves(percentile)
    }
}
