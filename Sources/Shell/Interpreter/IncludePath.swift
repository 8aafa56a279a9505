internal import BenchLanguage

/// Where a file lies that a statement names: relative to the script that it stands in.
///
/// At the prompt, in `-c` and in what comes by standard input: relative to the working directory.
enum IncludePath {
    static func resolve(_ path: String, from includer: String) -> String {
        guard !path.hasPrefix("/"), !includer.hasPrefix("<"), !includer.hasPrefix("-c"),
            let slash = includer.lastIndex(of: "/")
        else { return path }
        return includer[...slash] + path
    }
}

extension Session {
    /// The path of a file that a statement names.
    func path(_ file: TextTemplate) throws(Diagnostic) -> String {
        IncludePath.resolve(try file.resolve(using: scope), from: file.span.source.name)
    }
}
