package import Measurement

/// How far a suite has come, kept up to date as its runs are sent and end.
///
/// Times are milliseconds since the suite's start on the caller's clock.
package struct Progress: Sendable {
    /// Requests in all.
    let requests: Int
    private(set) var done = 0
    private(set) var sent = 0
    private(set) var errors = 0
    private(set) var successes = 0
    private(set) var outputTokens = 0
    private(set) var isEstimated = false
    private var ttfts = RoughSample()
    private var latencies = RoughSample()
    /// When the request in flight on each lane was sent; nil for a lane that has none.
    private(set) var lanes: [Double?]
    /// Whether connections are open and requests go out.
    package var isStarted = false
    /// Whether the rest is called off.
    package var isStopping = false

    /// Nothing sent yet.
    package init(requests: Int, lanes: Int) {
        self.requests = requests
        self.lanes = Array(repeating: nil, count: max(0, lanes))
    }

    var inFlight: Int { max(0, sent - done) }

    /// Takes note of a request that went out.
    package mutating func send(lane: Int, at time: Double) {
        sent += 1
        if lanes.indices.contains(lane) { lanes[lane] = time }
    }

    /// Takes note of a run that ended.
    package mutating func finish(_ run: Run) {
        done += 1
        if lanes.indices.contains(run.lane) { lanes[run.lane] = nil }
        if run.outcome.failure != nil { errors += 1 }
        guard run.outcome.isSuccess else { return }
        successes += 1
        outputTokens += run.tokens.output ?? 0
        if run.tokens.source == .estimated { isEstimated = true }
        latencies.insert(run.end)
        if let ttft = run.firstToken { ttfts.insert(ttft) }
    }

    func ttft(_ share: Double) -> Double? { ttfts.percentile(share) }

    var medianLatency: Double? { latencies.percentile(0.5) }
}
