import Glibc

/// A port of 127.0.0.1 whose queue of connections is full, so that further ones get no answer.
final class FullPort {
    let number: Int
    private var sockets: [Int32] = []

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        sockets.append(listener)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let clients = (0..<4).map { _ in socket(AF_INET, type, 0) }
        sockets += clients
        let failed = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(listener, address, length) == 0, listen(listener, 0) == 0,
                    getsockname(listener, address, &length) == 0
                else { return true }
                for client in clients { _ = connect(client, address, length) }
                return false
            }
        }
        number = Int(UInt16(bigEndian: address.sin_port))
        if failed { throw NoPort() }
    }

    deinit {
        for socket in sockets { close(socket) }
    }

    private struct NoPort: Error {}
}
