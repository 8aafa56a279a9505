private import Glibc

/// The process that runs a suite, told apart from a later one with the same number.
struct OwnerProcess: Equatable {
    let pid: Int
    /// The boot and the clock tick at which it started; nil where the system does not say.
    let start: String?

    static let current = OwnerProcess(pid: Int(getpid()))

    init(pid: Int, start: String?) {
        self.pid = pid
        self.start = start
    }

    /// The process with that number as it is now.
    init(pid: Int) {
        self.init(pid: pid, start: Self.start(of: pid))
    }

    /// Whether this very process, not only one with its number, still runs.
    var isAlive: Bool {
        guard let pid = pid_t(exactly: pid), pid > 0 else { return false }
        if let start, let now = Self.start(of: self.pid) { return now == start }
        // Where /proc tells nothing, a signal that is not sent does.
        return kill(pid, 0) == 0 || errno == EPERM
    }

    private static func start(of pid: Int) -> String? {
        // The name in parentheses may itself hold blanks and parentheses; the 20th field after
        // it is the start.
        guard let status = text(of: "/proc/\(pid)/stat"),
            let name = status.lastIndex(of: ")"),
            let boot = text(of: "/proc/sys/kernel/random/boot_id")
        else { return nil }
        let fields = status[name...].split(separator: " ")
        guard fields.count > 20 else { return nil }
        return "\(boot.prefix { $0 != "\n" }) \(fields[20])"
    }

    private static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }
}
