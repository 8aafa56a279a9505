internal import BenchLanguage

// Files that the script itself writes.
extension Check {
    /// Remembers that a statement writes a file.
    mutating func noteWritten(_ file: TextTemplate) {
        note(
            written: variables.know(file.variables) ? try? file.resolve(using: variables) : nil,
            file.span
        )
    }

    /// Remembers that a statement writes a file; nil for one that is not known.
    mutating func note(written path: String?, _ span: Span) {
        guard let path else { return writtenFiles = nil }
        writtenFiles?.insert(IncludePath.resolve(path, from: span.source.name))
    }

    /// A file must be there, or be written by then.
    func checkFile(_ file: TextTemplate) throws(Diagnostic) {
        guard let writtenFiles, variables.know(file.variables) else { return }
        let path = IncludePath.resolve(
            try file.resolve(using: variables),
            from: file.span.source.name
        )
        guard !writtenFiles.contains(path), !surroundings.fileExists(path) else { return }
        throw .error("cannot read '\(path)'", at: file.span, label: FileProblem.missing)
    }
}
