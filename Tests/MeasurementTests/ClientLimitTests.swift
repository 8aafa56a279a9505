import Measurement
import Testing

@Suite struct ClientLimitTests {
    /// Two lanes with two runs each; what lies between them is `pause`.
    private static func summary(
        ttft: Double? = 50,
        latency: Double = 100,
        pause: Double = 0
    ) -> SuiteSummary {
        SuiteSummary(
            runs: (0..<4).map { index in
                Run.sample(
                    index + 1,
                    lane: index % 2,
                    start: index < 2 ? 0 : latency + pause,
                    ttft: ttft,
                    latency: latency
                )
            }
        )
    }

    struct Lag: Sendable {
        let lag: Double?
        let ttft: Double?
        let isTold: Bool
    }

    @Test(
        "A late read matters above 1 ms and 2 % of the ttft",
        arguments: [
            Lag(lag: nil, ttft: 50, isTold: false), Lag(lag: 0.9, ttft: 1, isTold: false),
            Lag(lag: 1, ttft: 1, isTold: false), Lag(lag: 1.01, ttft: 50, isTold: true),
            Lag(lag: 1.01, ttft: 51, isTold: false), Lag(lag: 10, ttft: 500, isTold: false),
            Lag(lag: 10.1, ttft: 500, isTold: true), Lag(lag: 90, ttft: nil, isTold: false),
        ]
    )
    func lateReads(_ given: Lag) {
        for (cpu, isOurLoad) in [(0.1, false), (0.5, false), (0.6, true)] {
            let suite = Suite.sample(Conditions(loopLagP99: given.lag, cpu: cpu, cores: 2))
            let limit = ClientLimit(suite, Self.summary(ttft: given.ttft))
            let told = given.lag.map { ClientLimit.lateReads(p99: $0, isOurLoad: isOurLoad) }
            #expect(limit == (given.isTold ? told : nil))
        }
    }

    @Test(
        "How late reads were made does not matter where the kernel stamped them before",
        arguments: [(nil, true), (0, true), (0.98, true), (0.99, false), (1, false)]
            as [(Double?, Bool)]
    )
    func stampedOnArrival(share: Double?, isTold: Bool) {
        let conditions = Conditions(loopLagP99: 30, stampedOnArrival: share, cpu: 0.1, cores: 2)
        let limit = ClientLimit(.sample(conditions), Self.summary())
        #expect(limit == (isTold ? .lateReads(p99: 30, isOurLoad: false) : nil))
    }

    struct Load: Sendable {
        let used: Double?
        let cores: Int?
        let isTold: Bool
    }

    @Test(
        "The processor is busy above 85 % of all its cores",
        arguments: [
            Load(used: nil, cores: 2, isTold: false), Load(used: 2, cores: nil, isTold: false),
            Load(used: 1.7, cores: 2, isTold: false), Load(used: 1.71, cores: 2, isTold: true),
            Load(used: 0.86, cores: 1, isTold: true), Load(used: 1.9, cores: 8, isTold: false),
        ]
    )
    func busyProcessor(_ given: Load) {
        let suite = Suite.sample(Conditions(loopLagP99: 0.1, cpu: given.used, cores: given.cores))
        let limit = ClientLimit(suite, Self.summary())
        let told = given.isTold ? zip(given.used, given.cores) : nil
        #expect(limit == told.map { .busyProcessor(used: $0, cores: $1) })
    }

    struct Pause: Sendable {
        let pause: Double
        let latency: Double
        let concurrency: Int
        let isTold: Bool
    }

    @Test(
        "Idle lanes matter above 5 ms and 2 % of the latency, where several are in flight",
        arguments: [
            Pause(pause: 0, latency: 100, concurrency: 2, isTold: false),
            Pause(pause: 5, latency: 100, concurrency: 2, isTold: false),
            Pause(pause: 5.5, latency: 100, concurrency: 2, isTold: true),
            Pause(pause: 5.5, latency: 100, concurrency: 1, isTold: false),
            Pause(pause: 20, latency: 1000, concurrency: 2, isTold: false),
            Pause(pause: 20.5, latency: 1000, concurrency: 2, isTold: true),
        ]
    )
    func idleLanes(_ given: Pause) throws {
        let suite = Suite.sample(concurrency: given.concurrency)
        let summary = Self.summary(latency: given.latency, pause: given.pause)
        let limit = ClientLimit(suite, summary)
        guard given.isTold else {
            #expect(limit == nil)
            return
        }
        guard case .idleLanes(let p99, let inFlight, 2) = limit else {
            Issue.record("\(String(describing: limit))")
            return
        }
        #expect(p99 == given.pause)
        #expect(abs(inFlight - 4 * given.latency / (2 * given.latency + given.pause)) < 1e-9)
    }

    @Test func whatMadeTimesWrongIsToldBeforeWhatMadeTheLoadSmaller() {
        let all = Conditions(loopLagP99: 30, cpu: 2, cores: 2)
        let idle = Self.summary(pause: 40)
        #expect(
            ClientLimit(.sample(concurrency: 2, all), idle) == .lateReads(p99: 30, isOurLoad: true)
        )
        let busy = Conditions(loopLagP99: 0.1, cpu: 2, cores: 2)
        #expect(
            ClientLimit(.sample(concurrency: 2, busy), idle) == .busyProcessor(used: 2, cores: 2)
        )
    }

    @Test func nobodyWatchedAndNothingRan() {
        #expect(ClientLimit(.sample(), Self.summary()) == nil)
        let all = Conditions(loopLagP99: 30, cpu: 0.1, cores: 2)
        #expect(ClientLimit(.sample(concurrency: 2, all), SuiteSummary(runs: [])) == nil)
    }

    private func zip<A, B>(_ first: A?, _ second: B?) -> (A, B)? {
        guard let first, let second else { return nil }
        return (first, second)
    }
}
