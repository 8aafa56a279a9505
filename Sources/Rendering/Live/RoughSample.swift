import Statistics

/// What is left of a stream of values for its percentiles: some of them, evenly thinned.
///
/// All are kept while they are few. A live display asks again and again, and a suite may have a
/// million runs; so neither the memory nor the work for a value grows with their number.
struct RoughSample {
    private static let most = 1024

    /// Ascending.
    private var sorted: [Double] = []
    /// One value in so many is taken in.
    private var stride = 1
    private var seen = 0

    mutating func insert(_ value: Double) {
        defer { seen += 1 }
        guard seen.isMultiple(of: stride) else { return }
        sorted.insert(value, at: place(of: value))
        guard sorted.count > Self.most else { return }
        // Every other one in order has about the same percentiles.
        sorted = sorted.indices.filter { !$0.isMultiple(of: 2) }.map { sorted[$0] }
        stride *= 2
    }

    func percentile(_ share: Double) -> Double? {
        Statistics.percentile(share, ofSorted: sorted)
    }

    /// Where a value belongs among ascending ones.
    private func place(of value: Double) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
