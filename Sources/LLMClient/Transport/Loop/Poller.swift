internal import CSocket
private import Glibc

/// Tells which sockets can be read or written: Linux's epoll.
///
/// Level-triggered, so that what one read leaves is reported again.
struct Poller: Sendable {
    private let descriptor: Int32
    init() throws(SocketError) {
        descriptor = poller_create()
        guard descriptor >= 0 else { throw .last }
    }

    func close() {
        Glibc.close(descriptor)
    }

    func add(_ socket: Int32, _ interest: Readiness) throws(SocketError) {
        guard poller_add(descriptor, socket, interest.rawValue) == 0 else { throw .last }
    }

    func change(_ socket: Int32, _ interest: Readiness) throws(SocketError) {
        guard poller_change(descriptor, socket, interest.rawValue) == 0 else { throw .last }
    }

    /// Waits until something is ready, at most so many milliseconds; for ever when negative.
    ///
    /// - Returns: how much is ready, reported from the start of `room`.
    func wait(milliseconds: Int32, _ room: UnsafeMutableBufferPointer<ready>) -> Int {
        Int(poller_wait(descriptor, room.baseAddress, Int32(room.count), milliseconds))
    }
}

/// What a socket is ready for, or asked about; the bits are EPOLLIN and EPOLLOUT.
struct Readiness: OptionSet {
    let rawValue: UInt32

    static let reading = Readiness(rawValue: 0x001)
    static let writing = Readiness(rawValue: 0x004)
}
