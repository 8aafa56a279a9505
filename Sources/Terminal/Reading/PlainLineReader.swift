import Glibc

/// Lines from a descriptor that cannot be edited: a pipe, a file, a TERM=dumb terminal.
package final class PlainLineReader: LineReader {
    private static let blockSize = 64 * 1024
    private static let newline = UInt8(ascii: "\n")

    private let input: Int32
    private let prompts: TextOutput?
    private let wake: WakePipe?
    private let interrupt: Interrupts.Token?
    /// Ends the wait for a line; from any thread.
    package let interruption: @Sendable () -> Void
    private var pending: [UInt8] = []
    /// How far `pending` has been handed out, and how far it is known to hold no newline.
    private var start = 0
    private var searched = 0
    private var isAtEnd = false

    /// Writes prompts to `prompts` if there is one; with `interrupts`, Ctrl-C ends the wait for a
    /// line instead of the process.
    package init(
        input: Int32 = STDIN_FILENO,
        prompts: TextOutput? = nil,
        interrupts: Interrupts? = nil
    ) {
        self.input = input
        self.prompts = prompts
        let wake = interrupts == nil ? nil : WakePipe()
        self.wake = wake
        let interruption: @Sendable () -> Void = { wake?.send(0) }
        self.interruption = interruption
        interrupt = interrupts?.onSignal([.interrupt]) { _, _ in interruption() }
    }

    /// The next line; invalid UTF-8 in it is replaced by U+FFFD.
    package func readLine(prompt: String) -> LineInput {
        // Ctrl-C before the prompt was not meant for this line.
        while wake?.take().isEmpty == false {}
        // A prompt that cannot be shown is no reason not to read.
        try? prompts?.write(prompt)
        try? prompts?.flush()
        while true {
            if let line = takeLine() { return .line(line) }
            if isAtEnd {
                // The cursor still stands behind the prompt.
                try? prompts?.write("\n")
                try? prompts?.flush()
                return .endOfFile
            }
            guard waitForInput() else {
                // The terminal itself has shown the key.
                try? prompts?.write("\n")
                try? prompts?.flush()
                return .interrupted
            }
            if let code = readBlock() {
                return .failed("cannot read the input: \(systemMessage(code))")
            }
        }
    }

    /// Does nothing: there are no keys to recall a statement with.
    package func remember(_ statement: String) -> String? { nil }

    private func takeLine() -> String? {
        let newline = pending.withUnsafeBytes { bytes in
            bytes[searched...].firstIndex(of: Self.newline)
        }
        searched = newline ?? pending.count
        guard newline != nil || (isAtEnd && start < pending.count) else { return nil }
        let line = String(decoding: pending[start..<searched], as: UTF8.self)
        start = newline.map { $0 + 1 } ?? pending.count
        searched = start
        return line
    }

    /// False when an interrupt came first.
    private func waitForInput() -> Bool {
        var waiting = [
            pollfd(fd: input, events: Int16(POLLIN), revents: 0),
            // A negative descriptor is passed over.
            pollfd(fd: wake?.reading ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&waiting, 2, -1) < 0 {}
        return waiting[1].revents == 0
    }

    /// Takes in what there is; the error number where it cannot.
    private func readBlock() -> Int32? {
        pending.removeFirst(start)
        searched -= start
        start = 0
        var failure: Int32?
        let block = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, count in
            let got = read(input, buffer.baseAddress, buffer.count)
            count = max(0, got)
            // A terminal whose window was closed says EIO.
            if got == 0 || (got < 0 && errno == EIO) {
                isAtEnd = true
            } else if got < 0, errno != EINTR, errno != EAGAIN {
                failure = errno
            }
        }
        pending += block
        return failure
    }
}
