private import FoundationEssentials

/// Where files of the user lie, by the conventions of XDG.
package enum Paths {
    /// The history: `--db`, `BENCHSH_DB`, `DATABASE_URL` (a `sqlite:///` URL or a path), or the
    /// data directory; the first that is given.
    package static func history(option: String?, _ environment: Environment) -> String {
        namedHistory(option, environment)?.path
            ?? folder("XDG_DATA_HOME", ".local/share", environment) + "/bench.db"
    }

    /// Why the history cannot be where the user says, nil when it can.
    ///
    /// A directory that is not there is more often misspelt than meant to be made.
    package static func problem(option: String?, _ environment: Environment) -> String? {
        guard let named = namedHistory(option, environment),
            let slash = named.path.lastIndex(of: "/"), slash != named.path.startIndex
        else { return nil }
        let folder = String(named.path[..<slash])
        if FileManager.default.fileExists(atPath: folder) { return nil }
        return "\(named.source) puts the history in '\(folder)', and there is no such directory; "
            + "make it, or correct the path"
    }

    /// The path of the history that the user gave, and where.
    private static func namedHistory(
        _ option: String?,
        _ environment: Environment
    ) -> (path: String, source: String)? {
        if let option { return (option, "--db") }
        if let path = environment["BENCHSH_DB"] { return (path, "BENCHSH_DB") }
        return environment["DATABASE_URL"].map { (databasePath($0), "DATABASE_URL") }
    }

    /// The statements typed at the prompt.
    package static func statements(_ environment: Environment) -> String {
        environment["BENCHSH_HISTORY"]
            ?? folder("XDG_STATE_HOME", ".local/state", environment) + "/history"
    }

    /// Which added providers may have which keys; nil where the user has no place of their own.
    static func keyUses(_ environment: Environment) -> String? {
        let path = folder("XDG_STATE_HOME", ".local/state", environment) + "/key-uses"
        return path.hasPrefix("/") ? path : nil
    }

    /// The script that runs before the first prompt.
    package static func initFile(_ environment: Environment) -> String {
        folder("XDG_CONFIG_HOME", ".config", environment) + "/init.bench"
    }

    /// `sqlite:///relative`, `sqlite:////absolute`, with or without a driver (`sqlite+x:`).
    static func databasePath(_ url: String) -> String {
        guard url.hasPrefix("sqlite"), let start = url.firstRange(of: ":///") else { return url }
        return String(url[start.upperBound...])
    }

    private static func folder(
        _ variable: String,
        _ fallback: String,
        _ environment: Environment
    ) -> String {
        // XDG asks to ignore relative paths.
        if let base = environment[variable], base.hasPrefix("/") { return base + "/benchsh" }
        return (environment["HOME"] ?? ".") + "/\(fallback)/benchsh"
    }
}
