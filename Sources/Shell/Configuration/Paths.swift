/// Where files of the user lie, by the conventions of XDG.
package enum Paths {
    /// The history: `--db`, `BENCHSH_DB`, `DATABASE_URL` (a `sqlite:///` URL or a path), or the
    /// data directory; the first that is given.
    package static func history(option: String?, _ environment: Environment) -> String {
        if let option { return option }
        if let path = environment["BENCHSH_DB"] { return path }
        if let url = environment["DATABASE_URL"] { return databasePath(url) }
        return folder("XDG_DATA_HOME", ".local/share", environment) + "/bench.db"
    }

    /// The statements typed at the prompt.
    package static func statements(_ environment: Environment) -> String {
        environment["BENCHSH_HISTORY"]
            ?? folder("XDG_STATE_HOME", ".local/state", environment) + "/history"
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
