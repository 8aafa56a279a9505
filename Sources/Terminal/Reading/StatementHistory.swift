import Glibc

/// The statements typed in this and earlier sessions, oldest first.
///
/// Several shells share a file: each adds its own and sees the others' when it starts. A file that
/// cannot be used costs a warning and nothing else.
package final class StatementHistory {
    /// The number of statements that are kept.
    package static let limit = 10_000

    /// What can be recalled, oldest first.
    package private(set) var entries: [String] = []
    /// Why the file could not be read, for the user; nil when all is well.
    package let warning: String?
    private let file: HistoryFile?

    /// Without a path, statements are kept for this session only.
    package init(path: String?) {
        guard let path, !path.isEmpty else {
            file = nil
            warning = nil
            return
        }
        let file = HistoryFile(path: path)
        do throws(HistoryFile.Failure) {
            entries = try file.load(limit: Self.limit)
            warning = nil
            self.file = file
        } catch {
            warning = error.message(path: path)
            self.file = nil
        }
    }

    /// Adds a statement, unless it is blank or the same as the last; returns a warning to show.
    package func append(_ statement: String) -> String? {
        guard statement.contains(where: { !$0.isWhitespace }), statement != entries.last else {
            return nil
        }
        entries.append(statement)
        guard let file else { return nil }
        do throws(HistoryFile.Failure) {
            try file.append(statement)
            return nil
        } catch {
            return error.message(path: file.path)
        }
    }
}
