import Glibc

/// A pipe that ends a wait: what signal handlers and other threads can do to a thread in `poll`.
final class WakePipe: Sendable {
    let reading: Int32
    let writing: Int32

    /// Nil when the process has no descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        reading = ends[0]
        writing = ends[1]
    }

    deinit {
        close(reading)
        close(writing)
    }

    func send(_ byte: UInt8) {
        var byte = byte
        // A full pipe already wakes the reader.
        _ = write(writing, &byte, 1)
    }

    /// The bytes that have come; empty when there are none.
    func take() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(reading, &bytes, bytes.count)
        return count > 0 ? Array(bytes.prefix(count)) : []
    }
}
