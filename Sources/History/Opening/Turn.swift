private import Glibc

/// The right to change the tables of a file while no other shell does.
///
/// It is a lock on the file's directory, which leaves nothing behind. The file itself will not do:
/// to close it a second time would give up the locks that SQLite holds on it.
struct Turn {
    private let directory: Int32

    /// Waits for another shell, `patience` seconds at most.
    init(at file: DatabaseFile, patience: Double) throws {
        let path = file.location.lastIndex(of: "/").map { String(file.location[...$0]) } ?? "."
        directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // Where directories cannot be locked, as on some network file systems, all goes on as well.
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(patience)
        while flock(directory, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            guard clock.now < deadline else {
                close(directory)
                throw HistoryError.locked(path: file.path)
            }
            usleep(5000)
        }
    }

    func end() { close(directory) }
}
