import Glibc
import LLMClient
import Measurement
import MockProvider
import Testing

/// As many lanes at once as a machine with two cores is expected to carry.
struct LanesTests {
    private static let lanes = 1000

    @Test(.enabled(if: FileLimit.allows(3 * lanes), "too few open files are allowed"))
    func aThousandAtOnceAllSucceed() async throws {
        let pace = Behaviour(ttft: .milliseconds(5), gap: .milliseconds(1), tokens: 4)
        try await withBench(pace) { bench in
            let prepared = try bench.prepared()
            let runs = await withTaskGroup(of: Run.self) { group in
                for lane in 0..<Self.lanes {
                    group.addTask {
                        await bench.client.open(prepared, lane: lane)
                        return await bench.send(prepared, lane: lane)
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let failures = Set(runs.compactMap(\.outcome.failure))
            #expect(failures.isEmpty)
            #expect(runs.count { $0.outcome == .success && $0.phases == .warm } == Self.lanes)
            #expect(runs.allSatisfy { $0.timeline.chunks == 4 && ($0.firstToken ?? 0) >= 5 })
            #expect(Set(runs.map(\.lane)).count == Self.lanes)
            #expect(bench.mock.load().acceptedConnections == Self.lanes)
        }
    }
}

private enum FileLimit {
    /// Raises the soft limit of open files where the hard one leaves room.
    static func allows(_ wanted: Int) -> Bool {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return false
        }
        let wanted = rlim_t(wanted)
        if limit.rlim_cur >= wanted { return true }
        guard limit.rlim_max >= wanted else { return false }
        limit.rlim_cur = wanted
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    }
}
