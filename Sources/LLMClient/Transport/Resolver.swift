private import Glibc
internal import Measurement
internal import NIOCore
internal import NIOPosix

/// Looks up host names with the system's resolver, off the event loops.
enum Resolver {
    /// Every address of the endpoint's host, in the order the system prefers.
    ///
    /// The system's look-up cannot be stopped, so after the limit it is left to itself.
    static func addresses(
        of endpoint: Endpoint,
        _ timeouts: Timeouts,
        on loop: any EventLoop
    ) async throws(Failure) -> [SocketAddress] {
        let first = FirstAnswer<[SocketAddress]>()
        NIOThreadPool.singleton.submit { _ in
            do throws(Failure) {
                first.give(.success(try look(up: endpoint.host, endpoint.port)))
            } catch {
                first.give(.failure(error))
            }
        }
        let limit = TimeAmount.nanoseconds(Timeouts.nanoseconds(timeouts.connect))
        let alarm = loop.scheduleTask(in: limit) {
            let wait = JSONValue.number(timeouts.connect).text
            let text = "no address for '\(endpoint.host)' within \(wait) s"
            first.give(.failure(Failure(.timeout, text)))
        }
        defer { alarm.cancel() }
        return try await first.answer().get()
    }

    private static func look(up host: String, _ port: Int) throws(Failure) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        var code = getaddrinfo(host, String(port), &hints, &list)
        if code != 0 {
            // Without a network AI_ADDRCONFIG hides even loopback addresses.
            hints.ai_flags = 0
            code = getaddrinfo(host, String(port), &hints, &list)
        }
        defer { freeaddrinfo(list) }
        guard code == 0 else {
            let reason = String(cString: gai_strerror(code)).lowercased()
            throw Failure(.dns, "cannot look up '\(host)': \(reason); check the url")
        }
        var addresses: [SocketAddress] = []
        var next = list
        while let info = next?.pointee {
            if let address = address(of: info) { addresses.append(address) }
            next = info.ai_next
        }
        guard !addresses.isEmpty else { throw Failure(.dns, "'\(host)' has no address") }
        return addresses
    }

    private static func address(of info: addrinfo) -> SocketAddress? {
        guard let raw = info.ai_addr.map({ UnsafeRawPointer($0) }) else { return nil }
        switch info.ai_family {
        case AF_INET where info.ai_addrlen >= MemoryLayout<sockaddr_in>.size:
            return SocketAddress(raw.loadUnaligned(as: sockaddr_in.self))
        case AF_INET6 where info.ai_addrlen >= MemoryLayout<sockaddr_in6>.size:
            return SocketAddress(raw.loadUnaligned(as: sockaddr_in6.self))
        default: return nil
        }
    }
}
