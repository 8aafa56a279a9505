internal import GRDB

/// Why the history could not do what it was asked; each says what to do next.
package enum HistoryError: Error, Equatable {
    /// The file cannot be opened or made; `reason` in words.
    case cannotOpen(path: String, reason: String)
    /// The file, or the directory it lies in, cannot be written.
    case readOnly(path: String)
    /// Another process held the file for longer than the busy timeout.
    case locked(path: String)
    case corrupt(path: String)
    /// An earlier benchsh wrote it, and it is only to be read.
    case older(path: String)
    /// The file was removed, or another lies in its place, since it was opened.
    case displaced(path: String)
    /// A database of another program, or no database at all.
    case foreign(path: String)
    /// A later benchsh wrote tables that this one does not know.
    case newer(path: String)
    case full(path: String)
    /// `newest` is the highest number there is, nil in an empty history.
    case noSuchSuite(History.Reference, newest: Int?)
    /// The suite was deleted, by this shell or another, while it was being written.
    case deleted(suite: Int)
    /// Anything else, in SQLite's words.
    case failed(path: String, message: String)
}

extension HistoryError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "cannot open the history '\(path)': \(reason); start with --db OTHER"
        case .readOnly(let path):
            "the history '\(path)' cannot be written: it can be read, but nothing is stored; "
                + "make room or change its permissions, or start with --db OTHER"
        case .locked(let path):
            "the history '\(path)' is locked by another process; "
                + "close that process and try again, or start with --db OTHER"
        case .corrupt(let path):
            "the history '\(path)' is damaged; start with --db OTHER, where merge \"\(path)\" "
                + "takes what can be read; sqlite3's .recover, where it has it, may get more"
        case .older(let path):
            "the history '\(path)' was written by an earlier benchsh; "
                + "bring it up to date by opening it once: benchsh --db '\(path)'"
        case .displaced(let path):
            "the history '\(path)' was removed or replaced while it was open; "
                + "put it back, or start anew"
        case .foreign(let path):
            "'\(path)' is not a history of benchsh, or its first page is damaged; "
                + "it was left as it is; start with --db OTHER ('help history' tells of rescue)"
        case .newer(let path):
            "the history '\(path)' was written by a later benchsh; "
                + "update this one, or start with --db OTHER"
        case .full(let path):
            "no space is left to store results in '\(path)'; "
                + "what was stored before is whole; free some space, or start with --db OTHER"
        case .noSuchSuite(let reference, let newest):
            if let newest {
                "there is no suite \(reference); the newest is \(newest)"
            } else {
                "there is no suite \(reference): the history is empty"
            }
        case .deleted(let suite):
            "suite \(suite) was deleted while it was running; its results are not stored"
        case .failed(let path, let message):
            "the history '\(path)' failed: \(message)"
        }
    }
}

extension HistoryError {
    /// What an error of the database means for the user of the file at `path`.
    init(_ error: any Error, path: String) {
        if let error = error as? HistoryError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self = .failed(path: path, message: "\(error)")
            return
        }
        self =
            switch error.resultCode {
            case .SQLITE_READONLY: .readOnly(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked(path: path)
            case .SQLITE_CORRUPT: .corrupt(path: path)
            case .SQLITE_NOTADB: .foreign(path: path)
            case .SQLITE_FULL: .full(path: path)
            // The shared memory beside the file, without which it is not even read, needs room.
            case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
                .full(path: path)
            case .SQLITE_CANTOPEN:
                .cannotOpen(path: path, reason: "it cannot be read and written there")
            default:
                .failed(path: path, message: error.message ?? "\(error.resultCode)")
            }
    }
}
