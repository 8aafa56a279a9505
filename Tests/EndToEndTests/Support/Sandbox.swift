import FoundationEssentials
import Glibc

/// A home of its own for the program: an empty folder and a clean environment.
final class Sandbox {
    let folder: String
    private var started = 0

    init() throws {
        var template = Array("/tmp/benchsh-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Launch.Failure(program: "mkdtemp", code: errno)
        }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    var database: String { folder + "/data/benchsh/bench.db" }

    private var environment: [String: String] {
        [
            "HOME": folder, "XDG_DATA_HOME": folder + "/data", "XDG_STATE_HOME": folder + "/state",
            "XDG_CONFIG_HOME": folder + "/config", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
            "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
        ]
    }

    /// Runs the program to its end.
    func run(
        _ arguments: String...,
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> Ended {
        try start(arguments, input: input, environment: environment).end()
    }

    /// Runs a command of the system shell, in which `$benchsh` is the program.
    func shell(_ command: String) throws -> Ended {
        try launch(["/bin/sh", "-c", command], input: "", environment: [:]).end()
    }

    func start(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> Child {
        try launch([Launch.program] + arguments, input: input, environment: environment)
    }

    /// The program on a terminal.
    func terminal(
        _ arguments: String...,
        environment: [String: String] = [:]
    ) throws -> PseudoTerminal {
        try terminal([Launch.program] + arguments, environment: environment)
    }

    /// The system shell on a terminal, which knows of jobs; `$benchsh` is the program.
    func jobShell() throws -> PseudoTerminal {
        try terminal(["/bin/sh", "-i"], environment: ["PS1": "sh> ", "benchsh": Launch.program])
    }

    private func terminal(
        _ words: [String],
        environment: [String: String]
    ) throws -> PseudoTerminal {
        let terminal = ["TERM": "xterm", "EDITRC": "/dev/null", "NO_COLOR": "1"]
        return try PseudoTerminal(
            words,
            in: self,
            environment: self.environment.merging(terminal) { $1 }.merging(environment) { $1 }
        )
    }

    /// Puts a file into the folder and returns its path.
    @discardableResult
    func write(_ text: String, to name: String, mode: mode_t = 0o644) -> String {
        let path = folder + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode)
        _ = text.withCString { Glibc.write(descriptor, $0, strlen($0)) }
        close(descriptor)
        return path
    }

    /// The text of a file; empty when there is none.
    static func contents(of path: String) -> String {
        (try? Data(contentsOf: URL(filePath: path)))
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private func launch(
        _ words: [String],
        input: String,
        environment: [String: String]
    ) throws -> Child {
        started += 1
        let input = input.isEmpty ? "/dev/null" : write(input, to: ".input-\(started)")
        return try Child(
            words,
            in: self,
            environment: self.environment.merging(["benchsh": Launch.program]) { $1 }
                .merging(environment) { $1 },
            input: input,
            errorsPath: folder + "/.errors-\(started)"
        )
    }
}
