import Foundation
import Testing

@testable import Shell

/// Editors colour the words that the declarations have; `BENCHSH_UPDATE_GOLDENS=1` writes their
/// files anew.
@Suite struct EditorTests {
    private static let updates =
        ProcessInfo.processInfo.environment["BENCHSH_UPDATE_GOLDENS"] == "1"
    private static let editor = ["/usr/bin/vim", "/usr/local/bin/vim"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test func theTextMateGrammarIsUpToDate() throws {
        try Self.hold(TextMateGrammar.path, to: TextMateGrammar.text)
    }

    @Test func theVimSyntaxIsUpToDate() throws {
        try Self.hold(VimSyntax.path, to: VimSyntax.text)
    }

    @Test func everyWordIsColouredOnce() {
        let groups = [
            EditorWords.keywords, EditorWords.values, EditorWords.settings, EditorWords.metrics,
        ]
        let all = groups.flatMap { $0 }
        #expect(Set(all).count == all.count)
        for name in Setting.all.map(\.name) + ["ttft", "errors", "csv", "because", "cold"] {
            #expect(all.contains(name), "\(name)")
        }
    }

    @Test("each sort of word, by TextMate", arguments: Sample.all)
    func textMate(sample: Sample) throws {
        let reader = try TextMateReader(TextMateGrammar.text)
        #expect(reader.missing == [])
        let scopes = reader.scopes(of: sample.text)
        for (word, kind) in sample.words {
            let start = try #require(sample.offset(of: word), "\(word)")
            let found = Set(scopes[start..<(start + word.utf16.count)].map { $0.name ?? "" })
            #expect(found == [kind.textMate], "'\(word)' in: \(sample.text)")
        }
    }

    @Test(
        "each sort of word, by Vim",
        .enabled(if: editor != nil, "vim is not installed, so its syntax file is not tried"),
        arguments: Sample.all
    )
    func vim(sample: Sample) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = folder.appending(path: "sample.bench")
        try Data(sample.text.utf8).write(to: script)
        let answers = folder.appending(path: "answers")
        var commands = ["let answers = [&filetype, &commentstring]"]
        for (word, _) in sample.words {
            let place = try #require(sample.position(of: word), "\(word)")
            let id = "synIDattr(synID(\(place.line), \(place.column), 1), 'name')"
            commands.append("call add(answers, \(id))")
        }
        commands += ["call writefile(answers, '\(answers.path)')", "quitall!"]
        let driver = folder.appending(path: "driver.vim")
        try Data(commands.joined(separator: "\n").utf8).write(to: driver)
        let runtime = Repository.folder.appending(path: "scripts/editors/vim").path
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.editor))
        process.arguments = [
            "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "--cmd", "set rtp^=\(runtime)",
            "-c", "filetype plugin on", "-c", "syntax on", "-c", "edit \(script.path)",
            "-S", driver.path,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOf: answers, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.prefix(2) == ["bench", "# %s"])
        for ((word, kind), group) in zip(sample.words, lines.dropFirst(2)) {
            #expect(group == kind.vim, "'\(word)' in: \(sample.text)")
        }
    }

    /// The file must hold the text, or is given it.
    private static func hold(_ path: String, to text: String) throws {
        let file = Repository.folder.appending(path: path)
        if updates { try Data(text.utf8).write(to: file) }
        let isUpToDate = Repository.text(of: path) == text
        #expect(
            isUpToDate,
            "\(path) does not follow from the declarations; BENCHSH_UPDATE_GOLDENS=1"
        )
    }
}
