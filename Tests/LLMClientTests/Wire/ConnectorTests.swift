import MockProvider
import Testing

@testable import LLMClient

struct ConnectorTests {
    @Test func aSilentAddressDoesNotHideTheOthers() async throws {
        let full = try FullPort()
        let mock = try await MockProvider.start()
        let loop = SocketLoop()
        let connector = Connector(loop: loop, trust: TrustStore(authorityFile: nil), proxies: .none)
        var timeouts = Timeouts.generous
        timeouts.connect = 2
        var addresses: [SocketAddress] = []
        for port in [full.number, mock.port] {
            let endpoint = try Endpoint("http://127.0.0.1:\(port)")
            addresses += try await Resolver.addresses(of: endpoint, timeouts)
        }
        #expect(addresses.count == 2)
        let deadline = MonotonicTime.now().nanoseconds + 2_000_000_000
        let wire = try await connector.connect("lab", addresses, timeouts, deadline)
        #expect(wire.isOpen)
        #expect(MonotonicTime.now().nanoseconds < deadline)
        await loop.end()
        await mock.stop()
    }
}
