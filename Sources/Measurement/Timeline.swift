/// When the chunks of a run arrived.
///
/// A chunk is a delta with generated text. All chunks decoded from one read share its stamp, so
/// equal neighbours are one read.
package struct Timeline: Hashable, Sendable {
    /// One offset for each chunk, in microseconds since the run's start, never decreasing.
    package var arrivals: [Int64]

    package init(arrivals: [Int64] = []) {
        self.arrivals = arrivals
    }

    package var chunks: Int { arrivals.count }

    /// Reads that brought at least one chunk.
    package var reads: Int { arrivals.isEmpty ? 0 : gaps.count + 1 }

    /// Silences between two successive reads with generated text, in milliseconds.
    package var gaps: [Double] {
        guard var previous = arrivals.first else { return [] }
        var gaps: [Double] = []
        gaps.reserveCapacity(arrivals.count)
        for arrival in arrivals where arrival != previous {
            gaps.append(Double(arrival - previous) / 1000)
            previous = arrival
        }
        return gaps
    }
}
