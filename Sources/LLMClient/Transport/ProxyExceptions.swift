private import Glibc

/// The hosts that `NO_PROXY` names: `*`, hosts, the domains they lie in, addresses and networks
/// such as `10.0.0.0/8`, with or without a port, between commas or blanks.
struct ProxyExceptions {
    private let entries: [String]

    init(_ text: String) {
        entries = text.lowercased().split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    func contain(_ endpoint: Endpoint) -> Bool {
        let host = Self.withoutDot(endpoint.host.lowercased())
        return entries.contains { Self.matches($0, host, endpoint.port) }
    }

    private static func matches(_ entry: String, _ host: String, _ port: Int) -> Bool {
        guard let (name, wanted) = parts(of: entry) else { return false }
        if let wanted, wanted != port { return false }
        if name == "*" { return true }
        if let network = Network(name) { return Address(host).map(network.contains) ?? false }
        var domain = withoutDot(name)
        if domain.hasPrefix("*.") { domain.removeFirst(2) }
        if domain.hasPrefix(".") { domain.removeFirst() }
        return !domain.isEmpty && (host == domain || host.hasSuffix("." + domain))
    }

    /// The name and the port of an entry; nil when its brackets do not fit.
    private static func parts(of entry: String) -> (name: String, port: Int?)? {
        if entry.hasPrefix("[") {
            guard let end = entry.firstIndex(of: "]") else { return nil }
            let name = String(entry[entry.index(after: entry.startIndex)..<end])
            let rest = entry[entry.index(after: end)...]
            if rest.hasPrefix("/") { return (name + rest, nil) }
            return (name, rest.hasPrefix(":") ? Int(rest.dropFirst()) : nil)
        }
        // With more than one colon it is an address of IPv6.
        guard let colon = entry.lastIndex(of: ":"), entry.firstIndex(of: ":") == colon,
            let port = Int(entry[entry.index(after: colon)...])
        else { return (entry, nil) }
        return (String(entry[..<colon]), port)
    }

    private static func withoutDot(_ name: String) -> String {
        name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}

/// An address of IPv4 or IPv6 by its bytes.
private struct Address {
    let bytes: [UInt8]

    init?(_ text: String) {
        var room = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &room) == 1 {
            bytes = Array(room[..<4])
        } else if inet_pton(AF_INET6, text, &room) == 1 {
            bytes = room
        } else {
            return nil
        }
    }
}

/// The addresses that begin with the same bits.
private struct Network {
    private let start: [UInt8]
    private let bits: Int

    /// Reads `address/bits`, or one address alone.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = Address(String(parts[0])) else { return nil }
        start = address.bytes
        guard parts.count == 2 else {
            bits = 8 * start.count
            return
        }
        guard let bits = Int(parts[1]), 0...(8 * start.count) ~= bits else { return nil }
        self.bits = bits
    }

    func contains(_ address: Address) -> Bool {
        guard address.bytes.count == start.count else { return false }
        return (0..<bits).allSatisfy { bit in
            (address.bytes[bit / 8] ^ start[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
        }
    }
}
