private import Statistics

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

    /// A silence between two successive reads with generated text, in milliseconds since the run's
    /// start.
    package struct Silence: Hashable, Sendable {
        package let start: Double
        package let duration: Double

        package var end: Double { start + duration }
    }

    /// The silences in their order, each as long as the entry of ``gaps`` at its place.
    package var silences: [Silence] {
        zip(arrivals, arrivals.dropFirst()).filter { $0 != $1 }.map { start, end in
            Silence(start: Double(start) / 1000, duration: Double(end - start) / 1000)
        }
    }

    /// The silences that a reader feels: at least 20 ms, and three times the run's median silence.
    package var stalls: [Silence] {
        let silences = silences
        let sorted = silences.map(\.duration).sorted()
        guard let median = percentile(0.5, ofSorted: sorted) else { return [] }
        return silences.filter { $0.duration >= max(20, 3 * median) }
    }
}
