internal import BenchLanguage

/// Where a file lies that a statement names: relative to the script that it stands in.
///
/// At the prompt, in `-c` and in what comes by standard input or a pipe: relative to the working directory.
enum IncludePath {
    static func resolve(_ path: String, from includer: String) -> String {
        guard !path.hasPrefix("/"),
            !["<", "-c", "/dev/"].contains(where: includer.hasPrefix),
            let slash = includer.lastIndex(of: "/")
        else { return plain(path) }
        return plain(includer[...slash] + path)
    }

    /// The path without `.` and with as few `..` as it can do with, so that a file has one name.
    static func plain(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        if path.hasPrefix("/") { return "/" + joined }
        return joined.isEmpty && !path.isEmpty ? "." : joined
    }
}

extension Session {
    /// The path of a file that a statement names.
    func path(_ file: TextTemplate) throws(Diagnostic) -> String {
        IncludePath.resolve(try file.resolve(using: scope), from: file.span.source.name)
    }
}
