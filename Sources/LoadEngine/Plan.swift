package import Measurement

/// Which requests a suite sends, and in what order.
package struct Plan: Hashable, Sendable {
    package let mode: Mode
    package let targets: [Target]
    /// Requests to each target.
    package let requestsPerTarget: Int
    /// Requests in flight at most; the number of lanes.
    package let concurrency: Int
    /// Milliseconds since the suite's start after which no further round begins; nil for none.
    package let timeLimit: Double?

    /// Plans `requestsPerTarget` requests to each target, never more than `concurrency` at a time.
    package init(
        mode: Mode,
        targets: [Target],
        requestsPerTarget: Int,
        concurrency: Int,
        timeLimit: Double? = nil
    ) {
        self.mode = mode
        self.targets = targets
        self.requestsPerTarget = max(0, requestsPerTarget)
        self.concurrency = max(1, concurrency)
        self.timeLimit = timeLimit
    }

    /// Requests in all.
    package var requests: Int { requestsPerTarget * targets.count }

    /// Lanes that will have something to do.
    package var lanes: Int { min(concurrency, rounds) }

    /// A lane works one round at a time: a round sends one request to every target.
    var rounds: Int { targets.isEmpty ? 0 : requestsPerTarget }

    /// The turns of a round, in the order they are taken.
    ///
    /// The order rotates from round to round, so that drift over time and the effect of coming
    /// first hit every target alike.
    func turns(ofRound round: Int) -> [Turn] {
        targets.indices.map { position in
            let target = targets[(position + round) % targets.count]
            return Turn(number: round * targets.count + position + 1, target: target)
        }
    }

    /// The lanes and targets whose connections are to be opened before the clock starts.
    var connections: [(lane: Int, target: Target)] {
        (0..<lanes).flatMap { lane in targets.map { (lane, $0) } }
    }
}

/// One request of a plan.
struct Turn: Hashable, Sendable {
    /// 1 for the first run of the suite.
    let number: Int
    let target: Target
}
