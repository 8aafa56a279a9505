private import FoundationEssentials
private import Glibc
private import Terminal

/// Files that appear whole or not at all.
package enum WholeFile {
    /// Puts text in place of what the file held; into a pipe or a device it is written as it is.
    package static func write(_ text: String, to path: String) throws {
        if isStream(path) {
            let sink = try TextOutput(path: path)
            try sink.write(text)
            return try sink.flush()
        }
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    }

    /// Whether something is there, of whatever kind.
    package static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// Whether it is a pipe or a device; a rename would put a file in the place of that itself.
    static func isStream(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else { return true }
        // /dev/stdout and its like lead to whatever was opened, which may be a file.
        return path.hasPrefix("/dev/") && lstat(path, &status) == 0
            && status.st_mode & S_IFMT == S_IFLNK
    }
}
