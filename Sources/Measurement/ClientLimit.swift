private import Statistics

/// How the instrument itself limited a suite, so that the figures are not the server's alone.
package enum ClientLimit: Hashable, Sendable {
    /// Reads were made late and stamped then; the 99th percentile in milliseconds.
    ///
    /// `isOurLoad` tells whether benchsh itself was busy then, rather than the machine.
    case lateReads(p99: Double, isOurLoad: Bool)
    /// The process had all but the whole machine, `used` cores of `cores`.
    case busyProcessor(used: Double, cores: Int)
    /// Lanes stood idle between runs, in milliseconds, so that fewer requests were in flight.
    case idleLanes(p99: Double, inFlight: Double, concurrency: Int)

    /// With hardly a read stamped otherwise, it does not matter how late they were made.
    private static let stampedEnough = 0.99
    /// Below a millisecond a late stamp is lost in the noise of any network.
    private static let tolerableLag = 1.0
    /// Cores; a process that uses less than this has time to spare for each read.
    private static let ownLoad = 0.5
    /// What matters of a time is how large it is against the time measured.
    private static let tolerableShare = 0.02
    /// The rest of the machine's cores is the kernel's share of the network, and other programs'.
    private static let tolerableLoad = 0.85
    /// A scheduler's hiccup is no pause; five milliseconds are.
    private static let tolerablePause = 5.0

    /// The gravest limit of a suite: first what made times wrong, then what made the load smaller.
    ///
    /// Nil when the instrument kept out of the way, or nobody watched it.
    package init?(_ suite: Suite, _ summary: SuiteSummary) {
        guard
            let limit = Self.lateReads(suite, summary) ?? Self.busyProcessor(suite)
                ?? Self.idleLanes(suite, summary)
        else {
            return nil
        }
        self = limit
    }

    private static func lateReads(_ suite: Suite, _ summary: SuiteSummary) -> ClientLimit? {
        guard suite.conditions?.stampedOnArrival ?? 0 < stampedEnough,
            let lag = suite.conditions?.loopLagP99, lag > tolerableLag,
            let ttft = summary.distribution(of: .ttft).median, lag > tolerableShare * ttft
        else { return nil }
        let isOurLoad = suite.conditions?.cpu.map { $0 > ownLoad } ?? true
        return .lateReads(p99: lag, isOurLoad: isOurLoad)
    }

    private static func busyProcessor(_ suite: Suite) -> ClientLimit? {
        guard let used = suite.conditions?.cpu, let cores = suite.conditions?.cores,
            used > tolerableLoad * Double(cores)
        else { return nil }
        return .busyProcessor(used: used, cores: cores)
    }

    private static func idleLanes(_ suite: Suite, _ summary: SuiteSummary) -> ClientLimit? {
        // One after another, a pause between two runs changes neither.
        guard suite.concurrency > 1,
            let pause = Distribution(summary.lanePauses).percentile(0.99),
            let latency = summary.distribution(of: .latency).median,
            pause > max(tolerablePause, tolerableShare * latency),
            let inFlight = SuiteMetric.named("in_flight")?.value(summary)
        else { return nil }
        return .idleLanes(p99: pause, inFlight: inFlight, concurrency: suite.concurrency)
    }
}
