import BenchLanguage
import FoundationEssentials

@testable import Shell

/// Does what a transcript says and records what comes of it.
@MainActor
struct TranscriptPlayer {
    private let transcript: Transcript
    private let shell: ScriptedShell
    private let recording = Recording()

    init(_ transcript: Transcript) throws {
        self.transcript = transcript
        shell = try ScriptedShell(
            environment: transcript.environment,
            files: transcript.files,
            replies: transcript.replies
        )
    }

    /// The transcript's lines as they come out now.
    func play() async throws -> [String] {
        var rest = transcript.entries
        while let entry = rest.first {
            switch entry {
            case .command(let line):
                rest.removeFirst()
                recording.add("$ " + line)
                try await run(line)
            case .comment(let text) where !Self.isTyped(rest):
                rest.removeFirst()
                recording.add(text)
            default: rest = try await converse(rest)
            }
        }
        return transcript.preamble
            + recording.lines.map { $0.replacing(shell.folder, with: "$WORK") }
    }

    /// Whether the comments at this place lead to a line that is typed.
    private static func isTyped(_ entries: [Transcript.Entry]) -> Bool {
        for entry in entries {
            switch entry {
            case .comment: continue
            case .typed: return true
            case .command: return false
            }
        }
        return false
    }

    // MARK: At the prompt

    /// A session at the prompt; returns what comes after it.
    private func converse(_ entries: [Transcript.Entry]) async throws -> [Transcript.Entry] {
        let session = try shell.session(recording: recording)
        let here = entries.prefix { if case .command = $0 { false } else { true } }
        let reader = ScriptedReader(Array(here), recording: recording)
        await Prompt(session, reader).run()
        recording.mute(false)
        if let code = session.stopCode { recording.add("exit \(code)") }
        await session.close()
        return reader.rest + entries.dropFirst(here.count)
    }

    // MARK: Commands

    private func run(_ line: String) async throws {
        var words = line.split(separator: " ").map(String.init)
        guard !words.isEmpty else { return }
        switch words.removeFirst() {
        case "cat":
            let path = words.joined(separator: " ").replacing("$WORK", with: shell.folder)
            let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            try recording.results.write(text)
        default: try await script(line, words)
        }
    }

    private func script(_ line: String, _ words: [String]) async throws {
        let session = try shell.session(
            recording: recording,
            showsEvents: words.contains("--events")
        )
        session.keepsGoing = words.contains("--keep-going")
        let interpreter = Interpreter(session)
        if let checked = interpreter.checked(try sources(line, words, session)) {
            if !words.contains("--check") {
                for script in checked {
                    guard await interpreter.run(script.statements) else { break }
                }
            }
            recording.add("exit \(session.exitCode)")
        } else {
            recording.add("exit \(ExitCode.usage)")
        }
        await session.close()
    }

    private func sources(
        _ line: String,
        _ words: [String],
        _ session: Session
    ) throws -> [Source] {
        if let start = line.firstRange(of: " -c ")?.upperBound {
            return [Source(name: "-c#1", text: String(line[start...]))]
        }
        return try words.filter { !$0.hasPrefix("-") }.map { name in
            Source(name: name, bytes: try session.surroundings.readFile(name))
        }
    }
}
