private import Glibc
private import Synchronization
internal import Terminal

/// What files hold, and pipes, which are read until their end.
enum FileBytes {
    /// What came through pipes, by path: it comes once, and is looked at before it is used.
    private static let cameOnce = Mutex<[String: [UInt8]]>([:])

    /// Reads a file or a pipe.
    static func read(_ path: String) throws -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw ReadFailure(code: errno) }
        let isFile = [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
        if !isFile, let bytes = cameOnce.withLock({ $0[path] }) { return bytes }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReadFailure(code: errno) }
        defer { close(descriptor) }
        let bytes = try read(descriptor)
        if !isFile { cameOnce.withLock { $0[path] = bytes } }
        return bytes
    }

    /// Reads the process's standard input.
    static func standardInput() throws -> [UInt8] { try read(STDIN_FILENO) }

    private static func read(_ descriptor: Int32) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count > 0 {
                bytes += block[..<count]
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw ReadFailure(code: errno)
            }
        }
    }
}

/// Why the system gives no bytes of a file.
struct ReadFailure: Error {
    /// The system's number of the error.
    let code: Int32

    /// Whether there is no such file.
    var isMissing: Bool { code == ENOENT }
}

extension Screen {
    static var standardInputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
}
