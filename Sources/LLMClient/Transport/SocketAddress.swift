internal import Glibc

/// An address of a host, as the system's resolver gives it.
struct SocketAddress: Sendable {
    private let storage: sockaddr_storage
    private let length: socklen_t

    /// Copies an address of the Internet; nil for those of other families.
    init?(_ info: addrinfo) {
        guard let address = info.ai_addr, [AF_INET, AF_INET6].contains(info.ai_family),
            info.ai_addrlen <= MemoryLayout<sockaddr_storage>.size
        else { return nil }
        var storage = sockaddr_storage()
        withUnsafeMutableBytes(of: &storage) { bytes in
            bytes.copyMemory(
                from: UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen))
            )
        }
        self.storage = storage
        length = info.ai_addrlen
    }

    var family: Int32 { Int32(storage.ss_family) }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
