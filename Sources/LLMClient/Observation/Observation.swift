private import Glibc
package import Measurement

/// What the client sees of itself from the moment it is made until it is ended.
package struct Observation: Sendable {
    private let loop: SocketLoop
    private let watch: Int32?
    private let start: MonotonicTime
    private let cpu: Double
    private let reads: ReadCount

    /// Watches the loop from now on.
    init(_ loop: SocketLoop) async {
        self.loop = loop
        watch = await loop.ask { $0.watch() } ?? nil
        reads = await loop.ask { $0.arrivals.reads } ?? ReadCount()
        start = .now()
        cpu = Self.cpuMilliseconds()
    }

    /// Stops watching and says what was seen.
    package func end() async -> Conditions {
        var lags = LagHistogram()
        if let watch { lags = await loop.ask { $0.endWatch(watch) } ?? lags }
        let reads = await loop.ask { $0.arrivals.reads } ?? ReadCount()
        let wall = MonotonicTime.now().milliseconds(since: start)
        return Conditions(
            loopLagP99: lags.percentile(0.99).map { $0 / 1e6 },
            loopLagMax: lags.most.map { Double($0) / 1e6 },
            stampedOnArrival: reads.share(since: self.reads),
            cpu: wall > 0 ? (Self.cpuMilliseconds() - cpu) / wall : nil,
            cores: Int(exactly: sysconf(Int32(_SC_NPROCESSORS_ONLN))).flatMap { $0 > 0 ? $0 : nil }
        )
    }

    /// User and system time of the process so far.
    private static func cpuMilliseconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        let micros = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
        return seconds * 1000 + micros / 1000
    }
}
