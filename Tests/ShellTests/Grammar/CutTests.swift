import BenchLanguage
import Terminal
import Testing

@testable import Shell

/// Whatever the text, reading, checking and completing it comes to an end.
@MainActor
@Suite struct CutTests {
    private nonisolated static let texts =
        Command.all.flatMap(\.examples)
        + Repository.files(under: "scripts/examples", suffix: ".bench")
        .compactMap(Repository.text(of:))

    @Test(arguments: texts)
    func everyPrefixIsReadAndCompleted(text: String) throws {
        let session = try ScriptedShell(files: Scene.files).session(recording: Recording())
        let grammar = session.grammar
        let bytes = Array(text.utf8)
        // A long script is cut at each line and within its last one.
        let isShort = bytes.count < 200
        for length in 0...bytes.count where isShort || length == 0 || bytes[length - 1] == 10 {
            let cut = String(decoding: bytes[..<length], as: UTF8.self)
            let parse = grammar.parse(Source(name: "cut", text: cut))
            #expect(parse.diagnostics.count <= 10)
            #expect(parse.continuation == nil || parse.diagnostics.count <= 1)
            let candidates = session.candidates(cut, cut.utf8.count)
            #expect(candidates.allSatisfy { 0...cut.utf8.count ~= $0.replaceFromByte })
        }
    }

    @Test("bytes that are no text", arguments: Command.all.flatMap(\.examples))
    func oddBytes(example: String) throws {
        let grammar = Language.grammar(providers: [])
        let bytes = Array(example.utf8)
        let bare = grammar.parse(Source(name: "", bytes: bytes))
        let marked = grammar.parse(Source(name: "", bytes: [0xEF, 0xBB, 0xBF] + bytes))
        let returned = grammar.parse(
            Source(name: "", text: example.replacing("\n", with: "\r\n") + "\r\n")
        )
        for parse in [marked, returned] {
            #expect(parse.diagnostics == [])
            #expect(parse.script.statements.count == bare.script.statements.count)
        }
        for place in bytes.indices {
            for odd: UInt8 in [0, 0xFF, 0xC3] {
                let parse = grammar.parse(
                    Source(name: "", bytes: bytes[..<place] + [odd] + bytes[place...])
                )
                #expect(parse.script.statements.isEmpty && parse.diagnostics.count == 1)
                #expect(parse.diagnostics.first?.span?.range.lowerBound == place)
            }
        }
    }

    @Test(arguments: [
        String(repeating: "for a in 1..100\n", count: 60) + "run $a on mock\n"
            + String(repeating: "end\n", count: 60),
        "for a in 1..100000\nfor b in 1..100000\nprint $a $b\nend\nend",
        String(repeating: "print 1;", count: 100_000),
        (1...1000).map { "let x\($0) = \($0)\n" }.joined(),
    ])
    func checkingEnds(text: String) throws {
        let recording = Recording()
        let session = try ScriptedShell().session(recording: recording)
        let script = Interpreter(session).checked(Source(name: "long", text: text))
        #expect(script != nil, "\(recording.lines)")
    }

    @Test func tenThousandBlocksAreTooMany() throws {
        let recording = Recording()
        let session = try ScriptedShell().session(recording: recording)
        let text = String(repeating: "for a in 1\n", count: 10_000)
        #expect(Interpreter(session).checked(Source(name: "deep", text: text)) == nil)
        #expect(recording.lines.contains("! error: blocks are nested deeper than 64 levels"))
    }
}
