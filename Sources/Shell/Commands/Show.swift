internal import BenchLanguage
internal import Rendering

/// What all `show` commands share: where their table goes, and in which format.
@MainActor
enum Show {
    /// The clauses that end every form.
    nonisolated static let output = "[as FORMAT] [to STRING]"

    /// Prints a table as the statement or the settings ask.
    ///
    /// - Parameter spare: keys of columns that a narrow window can do without, the first to go first.
    static func emit(
        _ table: Table,
        sparing spare: [String] = [],
        _ call: Call,
        _ session: Session
    ) throws {
        let format = format(call, session)
        if format == .html {
            // A page is named after what it shows: history, runs, providers.
            let name = Language.command(of: call)?.name ?? call.verb.text
            let title = name.hasPrefix("show ") ? String(name.dropFirst(5)) : name
            return try write(Page(title, [.table(table)]).text, call, session)
        }
        let isFile = call.text(after: "to") != nil
        let width = isFile ? nil : session.output.width
        let style = isFile ? .plain : session.output.style
        let table =
            format == .table ? width.map { table.fitting($0, sparing: spare) } ?? table : table
        try write(table.text(as: format, width: width, style: style), call, session)
    }

    /// The format that the statement or the settings ask for.
    static func format(_ call: Call, _ session: Session) -> OutputFormat {
        call.word(.format).flatMap { OutputFormat(rawValue: $0.text) }
            ?? session.settings.format
    }

    /// Writes finished text to the file that the statement names, or to the results.
    ///
    /// A file appears whole or not at all.
    static func write(_ text: String, _ call: Call, _ session: Session) throws {
        guard let file = call.text(after: "to") else {
            return try session.paged { try session.output.write(text) }
        }
        let path = try session.path(file)
        do {
            try session.surroundings.writeFile(text, path)
        } catch {
            throw Diagnostic.error(
                "cannot write '\(path)'",
                at: file.span,
                label: FileProblem.words(error)
            )
        }
        session.output.note("wrote \(path)")
    }
}

extension Session {
    /// Lets somebody at the prompt leaf through results that are taller than the window.
    func paged(_ body: () throws -> Void) throws {
        guard isInteractive, settings.text("pager") != "off",
            let pager = surroundings.pager
        else { return try body() }
        try output.paged(by: pager, body)
    }
}
