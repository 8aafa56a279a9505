import Glibc
import Testing

/// A run of the program that is under way.
final class Child {
    /// Long enough for a busy machine; a test that waits in vain fails after it.
    private static let patience: Int32 = 60_000

    let process: pid_t
    /// Its folder stays as long as it runs.
    private let home: Sandbox
    private let output: Int32
    private let errorsPath: String
    private var received: [UInt8] = []
    private var taken = 0
    private var status: Int32?

    init(
        _ arguments: [String],
        in home: Sandbox,
        environment: [String: String],
        input: String,
        errorsPath: String
    ) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw Launch.Failure(program: "pipe", code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        self.home = home
        output = ends[0]
        self.errorsPath = errorsPath
        defer { close(ends[1]) }
        process = try Launch.start(
            arguments,
            in: home.folder,
            environment: environment,
            streams: [
                .path(input, O_RDONLY), .descriptor(ends[1]),
                .path(errorsPath, O_WRONLY | O_CREAT | O_TRUNC),
            ]
        )
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(output)
    }

    func signal(_ number: Int32) {
        kill(process, number)
    }

    /// Sends a signal again and again until the program has ended.
    func insist(_ number: Int32, sourceLocation: SourceLocation = #_sourceLocation) {
        for _ in 0..<Self.patience / 50 {
            signal(number)
            var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            if poll(&waiting, 1, 50) > 0, !receive() { return }
        }
        Issue.record("the program does not end", sourceLocation: sourceLocation)
    }

    /// The next line of the output; nil at its end.
    func line() -> String? {
        while true {
            if let end = received[taken...].firstIndex(of: 0x0a) {
                defer { taken = end + 1 }
                return String(decoding: received[taken..<end], as: UTF8.self)
            }
            guard receive() else { return nil }
        }
    }

    /// Reads lines until one holds the text; fails the test when none does.
    func wait(
        forLineWith text: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        while let line = line() {
            if line.contains(text) { return }
        }
        Issue.record("no line with '\(text)' came", sourceLocation: sourceLocation)
    }

    /// What came of it, once it has ended.
    func end() -> Ended {
        while receive() {}
        var status: Int32 = 0
        waitpid(process, &status, 0)
        self.status = status
        return Ended(
            code: status & 0x7f == 0 ? (status >> 8) & 0xff : nil,
            signal: status & 0x7f,
            output: String(decoding: received, as: UTF8.self),
            errors: Sandbox.contents(of: errorsPath)
        )
    }

    /// False at the end of the output, or when nothing comes for too long.
    private func receive() -> Bool {
        var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, Self.patience) > 0 else {
            Issue.record("the program says nothing and does not end")
            kill(process, SIGKILL)
            return false
        }
        var block = [UInt8](repeating: 0, count: 65_536)
        let count = read(output, &block, block.count)
        guard count > 0 else { return false }
        received += block.prefix(count)
        return true
    }
}

/// What a run of the program left behind.
struct Ended {
    /// The exit code; nil when a signal ended it.
    let code: Int32?
    let signal: Int32
    let output: String
    let errors: String

    /// What `$?` would be, where the program may also be ended by the signal itself.
    var codeInShell: Int32 { code ?? 128 + signal }
}
