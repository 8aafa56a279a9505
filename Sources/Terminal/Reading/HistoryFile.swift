import Glibc

/// A file of statements, one escaped to a line, that several shells may add to at once.
///
/// Every writer holds the lock of the file that the path names at that moment. The one who compacts
/// puts a new file in its place, so the others look again after they got the lock.
struct HistoryFile {
    enum Failure: Error {
        case notAFile
        case system(Int32)
        case write(WriteFailure)

        func message(path: String) -> String {
            let reason =
                switch self {
                case .notAFile: "it is not a plain file"
                case .system(let code): systemMessage(code)
                case .write(let failure): failure.reason
                }
            return "history is not kept in '\(path)': \(reason); "
                + "set BENCHSH_HISTORY to a file that can be written"
        }
    }

    /// More than this is not read: ten thousand statements of ordinary length are far less.
    private static let readLimit = 32 * 1024 * 1024
    private static let newline = UInt8(ascii: "\n")

    let path: String

    /// The newest `limit` statements; the file is cut to them when it has more.
    func load(limit: Int) throws(Failure) -> [String] {
        createDirectories()
        let descriptor = try openLocked()
        defer { close(descriptor) }
        let bytes = try read(descriptor)
        let lines = bytes.split(separator: Self.newline)
        let kept = lines.suffix(limit)
        if lines.count > limit || bytes.count >= Self.readLimit { try replace(with: kept) }
        return kept.map { StatementEscape.decode(String(decoding: $0, as: UTF8.self)) }
    }

    func append(_ statement: String) throws(Failure) {
        let descriptor = try openLocked()
        defer { close(descriptor) }
        var line = Array(StatementEscape.encode(statement).utf8)
        line.append(Self.newline)
        // A writer that died in mid-line costs its own statement, not this one.
        if try !endsInNewline(descriptor) { line.insert(Self.newline, at: 0) }
        try write(line, to: descriptor)
    }

    private func openLocked() throws(Failure) -> Int32 {
        while true {
            // O_NONBLOCK: a path that names a pipe must not stop the shell.
            let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
            let descriptor = open(path, flags, 0o600)
            guard descriptor >= 0 else { throw .system(errno) }
            do throws(Failure) {
                if try isCurrentAndLocked(descriptor) { return descriptor }
            } catch {
                close(descriptor)
                throw error
            }
            close(descriptor)
        }
    }

    private func isCurrentAndLocked(_ descriptor: Int32) throws(Failure) -> Bool {
        var opened = stat()
        guard fstat(descriptor, &opened) == 0 else { throw .system(errno) }
        guard opened.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        if opened.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .system(errno) }
        }
        var named = stat()
        guard stat(path, &named) == 0 else { return false }
        return named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
    }

    private func read(_ descriptor: Int32) throws(Failure) -> [UInt8] {
        let size = lseek(descriptor, 0, SEEK_END)
        let start = max(0, size - Self.readLimit)
        guard size >= 0, lseek(descriptor, start, SEEK_SET) >= 0 else { throw .system(errno) }
        var bytes = [UInt8](repeating: 0, count: size - start)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                return Glibc.read(descriptor, rest.baseAddress, rest.count)
            }
            if count == 0 { break }
            if count > 0 { filled += count } else if errno != EINTR { throw .system(errno) }
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    private func endsInNewline(_ descriptor: Int32) throws(Failure) -> Bool {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0 else { return true }
        var last: UInt8 = 0
        guard pread(descriptor, &last, 1, size - 1) == 1 else { throw .system(errno) }
        return last == Self.newline
    }

    /// Under the lock of the old file, so no other shell writes to it meanwhile.
    private func replace(with lines: ArraySlice<ArraySlice<UInt8>>) throws(Failure) {
        let temporary = "\(path).\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(errno) }
        defer { close(descriptor) }
        do throws(Failure) {
            try write(
                Array(lines.joined(separator: [Self.newline])) + [Self.newline],
                to: descriptor
            )
            guard rename(temporary, path) == 0 else { throw .system(errno) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
        let failure = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
        if let failure { throw .write(failure) }
    }

    /// Those missing above the file; a failure shows when the file is opened.
    private func createDirectories() {
        for (index, byte) in path.utf8.enumerated() where byte == UInt8(ascii: "/") && index > 0 {
            mkdir(String(decoding: path.utf8.prefix(index), as: UTF8.self), 0o700)
        }
    }
}

/// A statement on one line: a newline in it is written as '\n', a backslash as '\\'.
enum StatementEscape {
    static func encode(_ statement: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in statement.unicodeScalars {
            switch scalar {
            case "\\": line.append(contentsOf: "\\\\".unicodeScalars)
            case "\n": line.append(contentsOf: "\\n".unicodeScalars)
            default: line.append(scalar)
            }
        }
        return String(line)
    }

    static func decode(_ line: String) -> String {
        var statement = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in line.unicodeScalars {
            if isEscaped {
                if scalar != "\\" && scalar != "n" { statement.append("\\") }
                statement.append(scalar == "n" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                statement.append(scalar)
            }
        }
        if isEscaped { statement.append("\\") }
        return String(statement)
    }
}
