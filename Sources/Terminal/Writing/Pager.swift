import Glibc

/// The program in which people leaf through long text.
package struct Pager: Sendable {
    private let command: String

    /// What BENCHSH_PAGER names, else PAGER, else less; an empty variable names nothing.
    package init(environment: [String: String]) {
        let named = [environment["BENCHSH_PAGER"], environment["PAGER"]].compactMap(\.self)
        command = named.first { $0.contains { !$0.isWhitespace } } ?? "less -FRX"
    }

    /// Starts the program by the shell, so that it may have arguments; nil when that fails.
    package func start() -> PagerProcess? { PagerProcess(command) }
}

/// A pager that is being fed.
package final class PagerProcess {
    private let process: pid_t
    private var input: Int32
    private var hasLeft = false

    fileprivate init?(_ command: String) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.resetSignals(&attributes)
        var process = pid_t()
        let code = ["sh", "-c", command].withCStrings { arguments in
            posix_spawn(&process, "/bin/sh", &files, &attributes, arguments, environ)
        }
        close(ends[0])
        guard code == 0 else {
            close(ends[1])
            return nil
        }
        self.process = process
        input = ends[1]
    }

    deinit { _ = finish() }

    /// Feeds it text; false once it was left, and what comes then goes nowhere.
    @discardableResult
    package func write(_ text: String) -> Bool {
        guard !hasLeft, input >= 0 else { return false }
        var text = text
        hasLeft = text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: input) } != nil
        return !hasLeft
    }

    /// Waits until it is left; false when it could not do its work.
    package func finish() -> Bool {
        guard input >= 0 else { return true }
        close(input)
        input = -1
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return true }
        }
        // What a signal ended was ended by the person who looked at it.
        let hasExited = status & 0x7f == 0
        return !hasExited || (status >> 8) & 0xff == 0
    }

    /// Signals that this process ignores or blocks would stay so in the child.
    private static func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGTSTP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }
}

extension [String] {
    /// Passes the texts as C does: pointers up to a null one.
    fileprivate func withCStrings<Result>(
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return body(&pointers)
    }
}
