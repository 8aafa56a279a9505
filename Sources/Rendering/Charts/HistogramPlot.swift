import Measurement
import Statistics

/// How often values came, in bins that all series share where their ranges are alike.
package struct HistogramPlot: Sendable {
    /// The counts of what belongs together.
    struct Series: Sendable {
        let name: String
        /// Round bounds, ascending: one more than there are bins.
        let edges: [Double]
        let counts: [Int]
        let samples: Int
        /// Percentiles that deserve a word: those that the samples resolve.
        let percentiles: [(name: String, value: Double)]

        init(_ name: String, _ distribution: Distribution, edges: [Double]) {
            self.name = name
            self.edges = edges
            counts = distribution.counts(between: edges)
            samples = distribution.count
            percentiles = distribution.landmarks
        }

        /// The bounds with as many decimals as the finest of them needs.
        var edgeLabels: [String] { edges.map(Axis(ticks: edges).label) }

        /// The bin that holds a value.
        func bin(of value: Double) -> Int? {
            let inner = edges.dropFirst().dropLast()
            guard let low = edges.first, let high = edges.last, low <= value, value <= high else {
                return nil
            }
            return inner.firstIndex { value < $0 }.map { $0 - 1 } ?? max(0, edges.count - 2)
        }
    }

    /// A series that fills fewer of the bins that all share has no shape in them.
    private static let tellingBins = 3

    let title: String
    let unit: MetricUnit
    let series: [Series]

    /// Nil where no series has samples.
    init?(
        title: String,
        unit: MetricUnit,
        _ samples: [(name: String, distribution: Distribution)],
        bins: Int = 12
    ) {
        let samples = samples.filter { $0.distribution.count > 0 }
        let all = Distribution(samples.flatMap(\.distribution.sorted))
        guard let shared = Self.edges(of: all, bins, isOfSeveral: samples.count > 1) else {
            return nil
        }
        let together = samples.map { Series($0.name, $0.distribution, edges: shared) }
        let isTelling = together.allSatisfy { series in
            series.counts.count { $0 > 0 } >= min(Self.tellingBins, series.samples)
        }
        self.title = title
        self.unit = unit
        guard samples.count > 1, !isTelling else {
            series = together
            return
        }
        series = samples.map { name, distribution in
            let edges = Self.edges(of: distribution, bins, isOfSeveral: false) ?? shared
            return Series(name, distribution, edges: edges)
        }
    }

    private static func edges(
        of distribution: Distribution,
        _ bins: Int,
        isOfSeveral: Bool
    ) -> [Double]? {
        guard let edges = distribution.roundedHistogram(atMost: bins)?.edges else { return nil }
        // That rule knows nothing of several distributions at once, and makes little of few
        // samples; there it is Sturges' number of bins, log₂ n + 1, that shows something.
        let sturges = Int.bitWidth - distribution.count.leadingZeroBitCount
        let wanted = isOfSeveral ? bins : min(bins, sturges)
        guard edges.count - 1 < wanted, let low = edges.first, let high = edges.last, low < high
        else { return edges }
        return Axis(holding: [low, high], ticks: wanted).ticks
    }
}

extension Distribution {
    /// p50, p95 and p99, as far as there are samples enough for them to mean something.
    var landmarks: [(name: String, value: Double)] {
        [Statistic.p50, .p95, .p99].compactMap { statistic in
            guard count > 1, !statistic.isWeak(self) else { return nil }
            return statistic.value(self).map { (statistic.name, $0) }
        }
    }
}
