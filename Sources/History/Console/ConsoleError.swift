/// Why a query was not answered.
package enum ConsoleError: Error, Equatable {
    /// The text is not one statement that SQLite can run; `offset` is the byte where that shows.
    case invalid(message: String, offset: Int?)
    /// The statement would do more than read.
    case refused(what: String)
    /// `interrupt` was called.
    case interrupted
    /// The file failed while the rows were read.
    case history(HistoryError)
}

extension ConsoleError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalid(let message, _): message
        case .refused(let what):
            "SQL here only reads: \(what) is not allowed; "
                + "ask with select, with or explain over the views "
                + Schema.views.joined(separator: ", ")
        case .interrupted: "the query was interrupted"
        case .history(let error): error.description
        }
    }
}
