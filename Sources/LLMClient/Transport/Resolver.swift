private import Dispatch
private import Glibc
internal import Measurement

/// Looks up host names with the system's resolver, off the measuring thread.
enum Resolver {
    /// Every address of the endpoint's host, in the order the system prefers.
    ///
    /// The system's look-up cannot be stopped, so after the limit it is left to itself.
    ///
    /// - Parameter role: stands before the host in messages, such as `the proxy `.
    static func addresses(
        of endpoint: Endpoint,
        as role: String = "",
        _ timeouts: Timeouts
    ) async throws(Failure) -> [SocketAddress] {
        let first = FirstAnswer<[SocketAddress]>()
        DispatchQueue.global().async {
            do throws(Failure) {
                first.give(.success(try look(up: endpoint.host, endpoint.port, role)))
            } catch {
                first.give(.failure(error))
            }
        }
        let alarm = Task {
            try await Task.sleep(for: .nanoseconds(Timeouts.nanoseconds(timeouts.connect)))
            let wait = JSONValue.number(timeouts.connect).text
            let text = "no address for \(role)'\(endpoint.host)' within \(wait) s"
            first.give(.failure(Failure(.timeout, text)))
        }
        defer { alarm.cancel() }
        return try await first.answer().get()
    }

    private static func look(
        up host: String,
        _ port: Int,
        _ role: String
    ) throws(Failure) -> [SocketAddress] {
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
            throw Failure(.dns, "cannot look up \(role)'\(host)': \(reason); check the url")
        }
        var addresses: [SocketAddress] = []
        var next = list
        while let info = next?.pointee {
            if let address = SocketAddress(info) { addresses.append(address) }
            next = info.ai_next
        }
        guard !addresses.isEmpty else { throw Failure(.dns, "\(role)'\(host)' has no address") }
        return addresses
    }
}
