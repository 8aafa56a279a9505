import Dispatch
import Measurement
import MockProvider
import Testing

@testable import LLMClient

/// A read that comes late is stamped as what it is: the arrival of its bytes.
struct ArrivalTests {
    @Test func aBusyThreadDoesNotDelayWhatItMeasures() async throws {
        let mock = try await MockProvider.start(behaviours: ["m": .short])
        let loop = SocketLoop()
        let bench = Bench(mock: mock, client: LLMClient())
        let prepared = try bench.prepared()
        let connector = Connector(loop: loop, trust: TrustStore(authorityFile: nil), proxies: .none)
        let connection = try await connector.open(prepared.endpoint, prepared.timeouts)
        // The first answer makes sure that the kernel has begun to note arrivals.
        for isBusy in [false, true] {
            let busy = DispatchSemaphore(value: 0)
            async let answer = connection.exchange(
                prepared.bytes,
                Exchange(thinkOpenImplied: false),
                prepared.timeouts
            )
            #expect(try await eventually { mock.requests().count == (isBusy ? 2 : 1) })
            if isBusy { loop.post { _ in busy.wait() } }
            #expect(try await eventually { mock.load().responses == 0 })
            let sent = MonotonicTime.now()
            try await Task.sleep(for: .milliseconds(300))
            busy.signal()
            let finished = await answer
            #expect(finished.outcome == .success)
            if isBusy {
                let end = finished.start.nanoseconds + finished.end
                #expect(end <= sent.nanoseconds)
            }
        }
        await bench.client.shutdown()
        await loop.end()
        await mock.stop()
    }
}
