import Glibc
import Synchronization
import Text

/// Why nothing more can be written.
package enum WriteFailure: Error, Equatable, Sendable {
    /// The reader of the pipe has gone, as after `| head`.
    case closedByReader
    case failed(reason: String)

    /// The reason in words.
    package var reason: String {
        switch self {
        case .closedByReader: "nobody reads it any more"
        case .failed(let reason): reason
        }
    }
}

/// A stream of text to a descriptor, complete in spite of signals, full pipes and partial writes.
///
/// SIGPIPE has to be ignored (``Interrupts/install()`` does), or it ends the process first. After
/// a failure every further call throws it again.
package final class TextOutput: Sendable {
    /// Where results go.
    package static let standardOutput = TextOutput(descriptor: STDOUT_FILENO)
    /// Where status and diagnostics go.
    package static let standardError = TextOutput(descriptor: STDERR_FILENO)

    private struct State {
        var buffer: [UInt8] = []
        var failure: WriteFailure?
    }

    private let descriptor: Int32
    private let capacity: Int
    private let closesDescriptor: Bool
    private let state = Mutex(State())

    /// Writes go out when `capacity` bytes have come together, or at ``flush()``.
    package init(descriptor: Int32, capacity: Int = 64 * 1024) {
        self.descriptor = descriptor
        self.capacity = capacity
        closesDescriptor = false
    }

    /// Writes to a file, made when it is missing: behind what it holds, unless it is emptied first.
    package init(path: String, isEmptied: Bool = false) throws(WriteFailure) {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (isEmptied ? O_TRUNC : 0)
        descriptor = open(path, flags, 0o644)
        guard descriptor >= 0 else { throw .failed(reason: systemMessage(errno)) }
        capacity = 64 * 1024
        closesDescriptor = true
    }

    deinit {
        if closesDescriptor { close(descriptor) }
    }

    /// Adds text to the buffer, and writes it out when it is full.
    package func write(_ text: String) throws(WriteFailure) {
        try state.withLock { (state) throws(WriteFailure) in
            if let failure = state.failure { throw failure }
            state.buffer.append(contentsOf: text.utf8)
            if state.buffer.count >= capacity { try drain(&state) }
        }
    }

    /// Writes out what is in the buffer.
    package func flush() throws(WriteFailure) {
        try state.withLock { (state) throws(WriteFailure) in
            if let failure = state.failure { throw failure }
            try drain(&state)
        }
    }

    private func drain(_ state: inout State) throws(WriteFailure) {
        let failure = state.buffer.withUnsafeBytes { writeAll($0, to: descriptor) }
        state.buffer.removeAll(keepingCapacity: true)
        state.failure = failure
        if let failure { throw failure }
    }
}

/// Writes every byte, waiting for room where the descriptor does not block; nil is success.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> WriteFailure? {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = writeOnce(descriptor, rest)
        if count > 0 {
            rest = rest.dropFirst(count)
            continue
        }
        switch errno {
        case EINTR: continue
        case EAGAIN: waitForRoom(descriptor)
        case EPIPE: return .closedByReader
        default: return .failed(reason: systemMessage(errno))
        }
    }
    return nil
}

private func writeOnce(_ descriptor: Int32, _ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    let part = UnsafeRawBufferPointer(rebasing: bytes)
    return Glibc.write(descriptor, part.baseAddress, part.count)
}

private func waitForRoom(_ descriptor: Int32) {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&waiting, 1, -1)
}

/// The system's words for an error number, with the small letter that our messages start with.
package func systemMessage(_ code: Int32) -> String {
    guard let words = strerror(code) else { return "system error \(code)" }
    return String(cString: words).startingSmall
}
