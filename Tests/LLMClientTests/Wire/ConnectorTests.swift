import MockProvider
import Testing

@testable import LLMClient

struct ConnectorTests {
    @Test func aSilentAddressDoesNotHideTheOthers() async throws {
        let full = try FullPort()
        let mock = try await MockProvider.start()
        let loop = SocketLoop()
        let connector = Connector(loop: loop, trust: TrustStore(authorityFile: nil), proxies: .none)
        let timeouts = Timeouts.generous
        var addresses: [SocketAddress] = []
        for port in [full.number, mock.port] {
            let endpoint = try Endpoint("http://127.0.0.1:\(port)")
            addresses += try await Resolver.addresses(of: endpoint, timeouts)
        }
        #expect(addresses.count == 2)
        let deadline = MonotonicTime.now().nanoseconds + 300_000_000_000
        let wire = try await connector.connect("lab", addresses, timeouts, deadline)
        #expect(wire.isOpen)
        await loop.end()
        await mock.stop()
    }
}
