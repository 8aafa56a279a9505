import Glibc
import Testing

/// The probe on a terminal of its own, driven by keys and watched by what it writes.
final class PseudoTerminal {
    struct Unavailable: Error {
        let step: String
    }

    /// Long enough for a busy machine; a test that waits in vain fails after it.
    private static let patience = Duration.seconds(30)

    let process: pid_t
    private let controller: Int32
    private var received: [UInt8] = []
    /// Where the next wait begins: each sees only what came after the last one's match.
    private var mark = 0
    private var isReaped = false

    init(
        environment: [String: String] = [:],
        columns: UInt16 = 80,
        rows: UInt16 = 24
    ) throws {
        let defaults = ["TERM": "xterm", "LANG": "C.UTF-8", "EDITRC": "/dev/null", "NO_COLOR": "1"]
        let merged = defaults.merging(environment) { $1 }
        var (controller, terminal) = (Int32(-1), Int32(-1))
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&controller, &terminal, &name, nil, &size) == 0 else {
            throw Unavailable(step: "pseudo-terminal")
        }
        defer { close(terminal) }
        for end in [controller, terminal] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        self.controller = controller
        process = try Self.spawn(terminal: name, environment: merged)
    }

    deinit {
        if !isReaped {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(controller)
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    }

    func send(_ keys: String) {
        var rest = Array(keys.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                write(controller, $0.baseAddress, min($0.count, 512))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
            // Both sides of a pseudo-terminal have small buffers: ours is emptied while we write.
            receive(waitingUpTo: 0)
        }
    }

    /// What came up to and with `text`; fails the test when it does not come.
    @discardableResult
    func wait(for text: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
        let wanted = Array(text.utf8)
        let deadline = ContinuousClock.now + Self.patience
        var start = mark
        while ContinuousClock.now < deadline {
            if let end = firstEnd(of: wanted, from: &start) {
                defer { mark = end }
                return String(decoding: received[mark..<end], as: UTF8.self)
            }
            guard receive(waitingUpTo: 100) else { break }
        }
        let rest = String(decoding: received[mark...], as: UTF8.self)
        Issue.record(
            "'\(text)' did not come, but \(rest.debugDescription)",
            sourceLocation: sourceLocation
        )
        return ""
    }

    /// The status that `waitpid` gives once the process has ended.
    func waitForEnd() -> Int32 {
        while receive(waitingUpTo: 100) {}
        var status: Int32 = 0
        waitpid(process, &status, 0)
        isReaped = true
        return status
    }

    /// The terminal's local modes, as ECHO and ICANON.
    var localModes: tcflag_t {
        var modes = termios()
        tcgetattr(controller, &modes)
        return modes.c_lflag
    }

    /// Where the text ends, looked for from an offset that moves on past what has been seen.
    private func firstEnd(of wanted: [UInt8], from start: inout Int) -> Int? {
        let last = received.count - wanted.count
        guard start <= last else { return nil }
        let place = received.withUnsafeBufferPointer { bytes in
            (start...last).first { place in
                bytes[place] == wanted[0] && bytes[place...].starts(with: wanted)
            }
        }
        start = place ?? last + 1
        return place.map { $0 + wanted.count }
    }

    /// False when the other side is closed.
    @discardableResult
    private func receive(waitingUpTo milliseconds: Int32) -> Bool {
        var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) > 0 else { return true }
        var block = [UInt8](repeating: 0, count: 65536)
        let count = read(controller, &block, block.count)
        guard count > 0 else { return false }
        received += block.prefix(count)
        return true
    }
}

extension PseudoTerminal {
    /// POSIX_SPAWN_SETSID, a GNU extension that Swift does not see.
    private static let setSession: Int16 = 0x80

    /// As the leader of a new session, whose first terminal opened becomes its own.
    private static func spawn(
        terminal: [CChar],
        environment: [String: String]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // A test runs on a thread that blocks signals, which the probe would inherit.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        posix_spawnattr_setflags(&attributes, setSession | Int16(POSIX_SPAWN_SETSIGMASK))
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        let probe = probePath()
        var arguments = [strdup(probe), nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process = pid_t()
        let code = posix_spawn(&process, probe, &actions, &attributes, &arguments, &variables)
        guard code == 0 else { throw Unavailable(step: "start of \(probe)") }
        return process
    }

    /// Built into the same folder as the tests.
    private static func probePath() -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let bytes = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
        let path = String(decoding: bytes, as: UTF8.self)
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        return "/" + folder + "/LineEditorProbe"
    }
}
