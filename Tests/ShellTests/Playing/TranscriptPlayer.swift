import BenchLanguage
import FoundationEssentials
import Rendering

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
            let path = path(words.joined(separator: " "))
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
        session.checksOnly = words.contains("--check")
        session.output.printsJSONErrors = words.contains("--errors=json")
        session.output.isQuiet = words.contains("--quiet")
        var given: [String] = []
        for (flag, value) in zip(words, words.dropFirst()) where flag == "-v" {
            let parts = value.split(separator: "=", maxSplits: 1).map(String.init)
            given.append(parts[0])
            session.variables[parts[0]] = Scalar(word: parts.count > 1 ? parts[1] : "")
        }
        let reports = TestReport.Format.allCases.compactMap { format in
            words.firstIndex(of: "--report-\(format.rawValue)").map {
                ReportFiles.File(format, path: path(words[$0 + 1]))
            }
        }
        let batch = Batch(
            session,
            reports: ReportFiles(reports, startedAt: Date(timeIntervalSince1970: 1_795_428_000)),
            checksOnly: words.contains("--check")
        )
        recording.add("exit \(await batch.run(inputs(line, words), given: given))")
        await session.close()
    }

    private func path(_ word: String) -> String { word.replacing("$WORK", with: shell.folder) }

    private func inputs(_ line: String, _ words: [String]) -> [Batch.Input] {
        if let start = line.firstRange(of: " -c ")?.upperBound {
            return [.command(String(line[start...]))]
        }
        return zip(["-"] + words, words).filter { before, word in
            !word.hasPrefix("-") && before != "-v" && !before.hasPrefix("--report")
        }.map { .file(path($0.1)) }
    }
}
