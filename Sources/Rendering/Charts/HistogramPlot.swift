import Measurement
import Statistics

/// How often values came, in bins that all series share.
package struct HistogramPlot: Sendable {
    /// The counts of what belongs together.
    struct Series: Sendable {
        let name: String
        let counts: [Int]
        let samples: Int
        /// Percentiles that deserve a word: those that the samples resolve.
        let percentiles: [(name: String, value: Double)]
    }

    let title: String
    let unit: MetricUnit
    /// Round bounds, ascending: one more than there are bins.
    let edges: [Double]
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
        guard var edges = all.roundedHistogram(atMost: bins)?.edges else { return nil }
        // That rule knows nothing of several distributions at once, and makes little of few
        // samples; there it is Sturges' number of bins, log₂ n + 1, that shows something.
        let sturges = Int.bitWidth - all.count.leadingZeroBitCount
        let wanted = samples.count > 1 ? bins : min(bins, sturges)
        if edges.count - 1 < wanted, let low = edges.first, let high = edges.last, low < high {
            edges = Axis(holding: [low, high], ticks: wanted).ticks
        }
        self.title = title
        self.unit = unit
        self.edges = edges
        series = samples.map { name, distribution in
            Series(
                name: name,
                counts: distribution.counts(between: edges),
                samples: distribution.count,
                percentiles: distribution.landmarks
            )
        }
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

extension Distribution {
    /// p50, p95 and p99, as far as there are samples enough for them to mean something.
    var landmarks: [(name: String, value: Double)] {
        [Statistic.p50, .p95, .p99].compactMap { statistic in
            guard count > 1, !statistic.isWeak(self) else { return nil }
            return statistic.value(self).map { (statistic.name, $0) }
        }
    }
}
