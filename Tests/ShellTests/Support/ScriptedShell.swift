import BenchLanguage
import FoundationEssentials
import Shell
import Synchronization
import Terminal

/// What shells of one test share: a folder, a clock, files, and a server that answers from a
/// script.
@MainActor
final class ScriptedShell {
    let folder: String
    let server: ScriptedServer
    private let environment: [String: String]
    private let files: [String: String]
    private let clock = Mutex(0)
    private let identifiers = Mutex(0)

    init(
        environment: [String: String] = [:],
        files: [String: String] = [:],
        replies: [Reply] = []
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "benchsh-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder.path
        self.environment = environment
        self.files = files
        server = ScriptedServer(replies)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A new shell, as after a start of the program.
    ///
    /// - Parameter output: where its words go instead of into the recording.
    func session(
        recording: Recording,
        showsEvents: Bool = false,
        output: Output? = nil
    ) throws -> Session {
        let server = server
        let surroundings = Surroundings(
            environment: Environment(process: environment),
            historyPath: folder + "/bench.db",
            keyUsesPath: folder + "/key-uses",
            backend: { server.backend },
            now: { [self] in tick() },
            uptime: { server.elapsed },
            newID: { [self] in identifier() },
            readFile: { [files, folder] path in
                if let text = files[path] { return Array(text.utf8) }
                if path.hasPrefix(folder) {
                    return Array(try Data(contentsOf: URL(filePath: path)))
                }
                if let saved = try? Data(contentsOf: URL(filePath: folder + "/" + path)) {
                    return Array(saved)
                }
                guard path.hasPrefix("scripts/"), let text = Repository.text(of: path) else {
                    throw CocoaError(.fileReadNoSuchFile)
                }
                return Array(text.utf8)
            },
            writeFile: { [folder] text, path in
                try WholeFile.write(text, to: path.hasPrefix("/") ? path : "\(folder)/\(path)")
            },
            fileExists: { [files, folder] path in
                files[path] != nil
                    || WholeFile.exists(path.hasPrefix("/") ? path : "\(folder)/\(path)")
            }
        )
        let screen = Screen(descriptor: -1, environment: environment)
        let session = try Session(
            surroundings,
            output: output
                ?? Output(
                    results: recording.results,
                    messages: recording.messages,
                    screen: screen,
                    messageScreen: Screen(descriptor: -1, environment: [:])
                )
        )
        session.events = EventSink(server: server, recording: showsEvents ? recording : nil)
        session.variables["WORK"] = .text(folder)
        session.loadProviders()
        return session
    }

    /// Every look at the clock is a second later than the one before.
    private nonisolated func tick() -> Date {
        let seconds = clock.withLock { seconds in
            seconds += 1
            return seconds
        }
        return Date(timeIntervalSince1970: 1_795_428_000 + Double(seconds))
    }

    private nonisolated func identifier() -> String {
        let number = identifiers.withLock { number in
            number += 1
            return number
        }
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, 12 - digits.count))
        return "00000000-0000-4000-8000-\(zeros)\(digits)"
    }
}
