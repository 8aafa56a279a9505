import Foundation
import Glibc
import Testing

/// The program on a terminal of its own, driven by keys and watched by what it writes.
final class PseudoTerminal {
    /// Long enough for a busy machine; a test that waits in vain fails after it.
    private static let patience = Duration.seconds(60)

    let process: pid_t
    /// Its folder stays as long as it runs.
    private let home: Sandbox
    private let controller: Int32
    private var received: [UInt8] = []
    /// Where the next wait begins: each sees only what came after the last one's match.
    private var mark = 0
    private var isReaped = false

    init(_ arguments: [String], in home: Sandbox, environment: [String: String]) throws {
        var (controller, terminal) = (Int32(-1), Int32(-1))
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&controller, &terminal, &name, nil, &size) == 0 else {
            throw Launch.Failure(program: "openpty", code: errno)
        }
        defer { close(terminal) }
        for end in [controller, terminal] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        self.home = home
        self.controller = controller
        let path = String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        process = try Launch.start(
            arguments,
            in: home.folder,
            environment: environment,
            streams: [.path(path, O_RDWR), .path(path, O_RDWR), .path(path, O_RDWR)],
            leadsSession: true
        )
    }

    deinit {
        if !isReaped {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(controller)
    }

    func send(_ keys: String) {
        _ = keys.withCString { write(controller, $0, strlen($0)) }
    }

    /// Sends keys again and again until the process has ended.
    func insist(_ keys: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let deadline = ContinuousClock.now + Self.patience
        while receive() {
            guard ContinuousClock.now < deadline else {
                Issue.record("the program does not end", sourceLocation: sourceLocation)
                return
            }
            send(keys)
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
            guard receive() else { break }
        }
        let rest = String(decoding: received[mark...], as: UTF8.self)
        Issue.record(
            "'\(text)' did not come, but \(rest.debugDescription)",
            sourceLocation: sourceLocation
        )
        return ""
    }

    /// The exit code once the process has ended; nil when a signal ended it.
    ///
    /// However it ended, the terminal must be as it was found.
    func end(sourceLocation: SourceLocation = #_sourceLocation) -> Int32? {
        let deadline = ContinuousClock.now + Self.patience
        while receive() {
            guard ContinuousClock.now > deadline else { continue }
            Issue.record("the program does not end")
            kill(process, SIGKILL)
        }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        isReaped = true
        #expect(
            hasModes(ICANON | ECHO) && !pastesInBrackets,
            "the terminal is not as it was found",
            sourceLocation: sourceLocation
        )
        return status & 0x7f == 0 ? (status >> 8) & 0xff : nil
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

    func hasModes(_ modes: Int32) -> Bool {
        var found = termios()
        return tcgetattr(controller, &found) == 0
            && found.c_lflag & tcflag_t(modes) == tcflag_t(modes)
    }

    private var pastesInBrackets: Bool {
        let text = String(decoding: received, as: UTF8.self)
        return text.components(separatedBy: "\u{1b}[?2004").dropFirst().last?.first == "h"
    }

    func signal(_ number: Int32) { kill(process, number) }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    }

    /// Waits until the terminal echoes keys, or does not.
    func wait(forEcho isOn: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        let deadline = ContinuousClock.now + Self.patience
        while hasModes(ECHO) != isOn, ContinuousClock.now < deadline { receive() }
        #expect(hasModes(ECHO) == isOn, sourceLocation: sourceLocation)
    }

    /// False when the other side is closed.
    @discardableResult
    private func receive() -> Bool {
        var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 100) > 0 else { return true }
        var block = [UInt8](repeating: 0, count: 65_536)
        let count = read(controller, &block, block.count)
        guard count > 0 else { return false }
        received += block.prefix(count)
        return true
    }
}
