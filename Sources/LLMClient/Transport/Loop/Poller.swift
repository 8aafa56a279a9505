internal import CEpoll
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
    @inline(__always)
    func wait(
        milliseconds: Int32,
        _ room: UnsafeMutableBufferPointer<ready>,
        _ body: (_ socket: Int32, Readiness) -> Void
    ) {
        let count = poller_wait(descriptor, room.baseAddress, Int32(room.count), milliseconds)
        var index = 0
        while index < count {
            body(room[index].socket, Readiness(rawValue: room[index].events))
            index += 1
        }
    }
}

/// What a socket is ready for, or asked about; the bits are EPOLLIN and EPOLLOUT.
struct Readiness: OptionSet {
    let rawValue: UInt32

    static let reading = Readiness(rawValue: 0x001)
    static let writing = Readiness(rawValue: 0x004)
}
