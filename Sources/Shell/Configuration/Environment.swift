package import BenchLanguage

/// The variables that the program was started with, and those of `.env` behind them.
///
/// The environment wins, and a blank value means unset.
package struct Environment: Sendable {
    private let process: [String: String]
    private let file: [String: String]
    /// What was wrong with `.env`.
    package let diagnostics: [Diagnostic]

    /// - Parameter problem: why `.env`, which is there, could not be read.
    package init(process: [String: String], dotEnv: Source? = nil, problem: String? = nil) {
        let read = dotEnv.map { DotEnv($0) }
        self.process = process
        file = read?.values ?? [:]
        let unread = problem.map { Diagnostic(.warning, "cannot read '.env': \($0)", at: nil) }
        diagnostics =
            [unread].compactMap(\.self) + (read?.diagnostics ?? [])
            + Self.ignored(in: file, process)
    }

    /// With the `.env` of the working directory, where there is one.
    static func here(process: [String: String]) -> Environment {
        do {
            let dotEnv = Source(name: ".env", bytes: try FileBytes.read(".env"))
            return Environment(process: process, dotEnv: dotEnv)
        } catch {
            let isMissing = (error as? ReadFailure)?.isMissing ?? false
            let problem = isMissing ? nil : FileProblem.words(error)
            return Environment(process: process, problem: problem)
        }
    }

    /// What the program was started with, without `.env`.
    ///
    /// That file comes with the directory, perhaps with somebody else's. So it does not choose
    /// programs to start, servers to go through, or files to trust, run or write.
    package var ofProcess: Environment { Environment(process: process) }

    /// Variables of this program that count only in the environment.
    private static let ofProcessOnly = [
        "BENCHSH_DB", "DATABASE_URL", "BENCHSH_HISTORY", "BENCHSH_PAGER", "SSL_CERT_FILE",
        "HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY",
    ]

    private static func ignored(
        in file: [String: String],
        _ process: [String: String]
    ) -> [Diagnostic] {
        ofProcessOnly.filter { name in
            file[name, default: ""].contains { !$0.isWhitespace } && process[name] == nil
        }.map { name in
            Diagnostic(
                .warning,
                "\(name) does not count in .env",
                at: nil,
                help: "set it in the environment: export \(name)=…"
            )
        }
    }

    /// The variable's value; nil when it is unset or blank.
    package subscript(name: String) -> String? {
        for source in [process, file] {
            if let value = source[name], value.contains(where: { !$0.isWhitespace }) {
                return value
            }
        }
        return nil
    }

    /// The variables whose names say that they hold a secret.
    var secretNames: [String] {
        variables.keys.filter { name in
            ["KEY", "TOKEN", "SECRET", "PASSWORD"].contains { name.uppercased().hasSuffix($0) }
        }
    }

    /// All variables that are set, for whoever wants a dictionary.
    package var variables: [String: String] {
        file.merging(process.filter { $0.value.contains { !$0.isWhitespace } }) { $1 }
    }
}
