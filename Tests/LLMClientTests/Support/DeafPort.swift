import Glibc

/// A port of 127.0.0.1 that is taken and refuses every connection, as nobody listens on it.
///
/// A port that was merely closed could at once be given to a server of another test.
final class DeafPort {
    let number: Int
    private let descriptor: Int32

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failed = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) != 0 || getsockname(descriptor, $0, &length) != 0
            }
        }
        guard !failed else {
            close(descriptor)
            throw NoPort()
        }
        self.descriptor = descriptor
        number = Int(UInt16(bigEndian: address.sin_port))
    }

    /// From now on connections are accepted, and nothing is said.
    func listen() {
        _ = Glibc.listen(descriptor, 8)
    }

    deinit {
        close(descriptor)
    }

    private struct NoPort: Error {}
}
