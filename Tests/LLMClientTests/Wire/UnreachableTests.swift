import LLMClient
import Measurement
import Testing

/// Servers that cannot be reached at all.
struct UnreachableTests {
    @Test func nobodyListens() async throws {
        let port = try DeafPort()
        try await withBench { bench in
            for host in ["127.0.0.1", "localhost"] {
                let run = await bench.send(
                    try bench.prepared(url: "http://\(host):\(port.number)/v1")
                )
                let failure = try #require(run.outcome.failure)
                #expect(failure.kind == .connect)
                #expect(
                    failure.message
                        == "cannot connect to \(host):\(port.number): connection refused"
                )
                #expect(run.phases.connection == .cold)
                #expect(run.headers == nil)
                #expect(run.end > 0)
            }
        }
    }

    @Test func theNameDoesNotExist() async throws {
        try await withBench { bench in
            let run = await bench.send(try bench.prepared(url: "http://nosuchhost.invalid/v1"))
            let failure = try #require(run.outcome.failure)
            #expect(failure.kind == .dns)
            #expect(failure.message.hasPrefix("cannot look up 'nosuchhost.invalid': "))
            #expect(failure.message.hasSuffix("; check the url"))
        }
    }

    /// What was tried ahead is not tried again by the run, but by the next one it is.
    @Test func openingAheadLeavesTheFailureToTheFirstRun() async throws {
        let port = try DeafPort()
        try await withBench { bench in
            var timeouts = Timeouts.generous
            timeouts.firstByte = 0.1
            let prepared = try bench.prepared(
                url: "http://127.0.0.1:\(port.number)/v1",
                timeouts: timeouts
            )
            await bench.client.open(prepared, lane: 0)
            port.listen()
            #expect(await bench.send(prepared).outcome.failure?.kind == .connect)
            #expect(await bench.send(prepared).outcome.failure?.kind == .timeout)
        }
    }
}
