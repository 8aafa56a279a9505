import FoundationEssentials

/// A session with a shell, with what was typed and what came of it in one file.
///
/// The preamble, up to the first statement, sets the scene: `env NAME=value`, `reply …` (see
/// `Reply`), and `file NAME` with the lines of the file marked `| `. Then come lines behind a
/// prompt, each for one line that is typed (`^C` and `^D` are those keys), and lines behind `$ `:
/// `benchsh [--events] [--check] [--keep-going] [--quiet] [-v NAME=VALUE] [--report-FORMAT FILE]
/// (FILE … | -c STATEMENTS)`, and `cat FILE`. Files of the repository can be run by their paths.
/// Everything else is output. Comments begin with `# `; an output line that could be taken for
/// something else begins with `\`.
struct Transcript: Sendable {
    /// What there is to do, in order.
    enum Entry: Hashable, Sendable {
        case comment(String)
        case typed(String)
        case command(String)
    }

    let name: String
    let lines: [String]
    private(set) var preamble: [String] = []
    private(set) var entries: [Entry] = []
    private(set) var environment: [String: String] = [:]
    private(set) var replies: [Reply] = []
    private(set) var files: [String: String] = [:]

    /// The folder beside this one that holds them.
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Transcripts")

    static let names: [String] = {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".transcript") }.sorted()
    }()

    init(_ name: String) throws {
        let text = String(
            decoding: try Data(contentsOf: Self.folder.appending(path: name)),
            as: UTF8.self
        )
        self.init(name: name, text: text)
    }

    init(name: String, text: String) {
        self.name = name
        lines = (text.hasSuffix("\n") ? text.dropLast() : text[...])
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var comments: [Entry] = []
        for line in lines {
            guard let entry = Self.entry(line) else {
                if entries.isEmpty { scene(line) }
                continue
            }
            if case .comment(let text) = entry {
                // Comments at the top belong to the preamble.
                if entries.isEmpty { preamble.append(text) } else { comments.append(entry) }
            } else {
                entries += comments + [entry]
                comments = []
            }
        }
    }

    private static func entry(_ line: String) -> Entry? {
        if line.hasPrefix("# ") { return .comment(line) }
        if line.hasPrefix("$ ") { return .command(String(line.dropFirst(2))) }
        return typed(line).map { .typed($0) }
    }

    /// What stands behind a prompt of the shell: `benchsh> `, `mock/steady> `, `   …> ` or a
    /// question.
    private static func typed(_ line: String) -> String? {
        for mark in ["> ", "? [y/N] "] {
            guard let range = line.firstRange(of: mark) else { continue }
            let prompt = line[..<range.lowerBound]
            let isPrompt =
                mark.first == "?" || prompt == "   …" || prompt == "benchsh"
                || prompt.wholeMatch(of: /[a-z0-9_-]+\/[^ ]+/) != nil
            if isPrompt { return String(line[range.upperBound...]) }
        }
        return nil
    }

    /// Whether a line of output could be taken for something else.
    static func isAmbiguous(_ line: String) -> Bool {
        line.hasPrefix("\\") || entry(line) != nil
    }

    private mutating func scene(_ line: String) {
        preamble.append(line)
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else { return }
        switch words[0] {
        case "env":
            let parts = words[1].split(separator: "=", maxSplits: 1).map(String.init)
            environment[parts[0]] = parts.count > 1 ? parts[1] : ""
        case "reply": replies += [Reply(words[1])].compactMap(\.self)
        case "file": files[words[1]] = ""
        case "|": addToLastFile(String(line.dropFirst(2)))
        default: break
        }
    }

    private mutating func addToLastFile(_ line: String) {
        let name = preamble.last { $0.hasPrefix("file ") }?.dropFirst(5)
        if let name { files[String(name), default: ""] += line + "\n" }
    }
}
