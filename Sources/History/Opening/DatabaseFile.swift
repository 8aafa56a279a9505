private import Glibc
internal import Text

/// The place of a history in the file system.
struct DatabaseFile {
    let path: String

    /// The path as SQLite takes it: never a URI, never the name of a database in memory.
    var location: String { path.hasPrefix("/") ? path : "./\(path)" }

    /// A URI that reads the file without touching anything beside it.
    ///
    /// Right only where nobody can write: SQLite then looks at neither locks nor the WAL file.
    var immutableLocation: String {
        let plain = location.utf8.map { byte in
            let scalar = UnicodeScalar(byte)
            return scalar.isASCII && byte > 0x20 && !"%?#".unicodeScalars.contains(scalar)
                ? String(scalar) : "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
        }
        return "file:" + plain.joined() + "?immutable=1"
    }

    /// Whether commits wait in a WAL file, which an immutable reader would miss.
    var hasPendingCommits: Bool {
        var status = stat()
        return stat(location + "-wal", &status) == 0 && status.st_size > 0
    }

    /// What tells the file at the path from another one there.
    struct Place: Equatable {
        fileprivate let device: dev_t
        fileprivate let number: ino_t
    }

    /// Nil where there is no file.
    var place: Place? {
        var status = stat()
        guard stat(location, &status) == 0 else { return nil }
        return Place(device: status.st_dev, number: status.st_ino)
    }

    var exists: Bool { access(location, F_OK) == 0 }

    /// Makes the file, readable by its owner alone, and the missing directories above it.
    func createIfMissing() throws(HistoryError) {
        var status = stat()
        if stat(location, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw .cannotOpen(path: path, reason: "it is not a regular file")
            }
            return
        }
        try createDirectory(of: location)
        let descriptor = open(location, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        // Another shell may have made it since; that is as good.
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw .cannotOpen(path: path, reason: systemReason(errno))
        }
    }

    private func createDirectory(of location: String) throws(HistoryError) {
        guard let slash = location.lastIndex(of: "/"), slash != location.startIndex else { return }
        let directory = String(location[..<slash])
        var status = stat()
        if stat(directory, &status) == 0 { return }
        try createDirectory(of: directory)
        if mkdir(directory, 0o700) != 0, errno != EEXIST {
            let reason = systemReason(errno)
            throw .cannotOpen(path: path, reason: "its directory cannot be made: \(reason)")
        }
    }
}

/// The system's words for an error number.
func systemReason(_ code: Int32) -> String { String(cString: strerror(code)).startingSmall }
