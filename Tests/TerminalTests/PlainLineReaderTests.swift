import Dispatch
import Glibc
import Terminal
import Testing

@Suite struct PlainLineReaderTests {
    /// All lines of `bytes`, which come through a pipe in blocks.
    private static func lines(of bytes: [UInt8]) -> [LineInput] {
        let pipe = makePipe()
        let sender = startThread {
            send(bytes, to: pipe.writing)
            close(pipe.writing)
        }
        let reader = PlainLineReader(input: pipe.reading)
        var inputs: [LineInput] = []
        while true {
            let input = reader.readLine(prompt: "ignored> ")
            guard case .line = input else { break }
            inputs.append(input)
        }
        sender.wait()
        close(pipe.reading)
        return inputs
    }

    @Test(
        arguments: [
            ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\nb", ["a", "", "b"]),
            ("é 日本\nx\n", ["é 日本", "x"]), ("a\r\nb", ["a\r", "b"]),
        ] as [(String, [String])]
    )
    func splitsAtNewlines(text: String, lines: [String]) {
        #expect(Self.lines(of: Array(text.utf8)) == lines.map { .line($0) })
    }

    @Test func repairsInvalidText() {
        let bytes = Array("a".utf8) + [0xff, 0xc3] + Array("\nb\u{0}c".utf8)
        #expect(Self.lines(of: bytes) == [.line("a\u{fffd}\u{fffd}"), .line("b\u{0}c")])
    }

    @Test func readsALineOfTenMegabytes() {
        let count = 10_000_000
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: count) + Array("\nend\n".utf8)
        let lines = Self.lines(of: bytes)
        #expect(lines.count == 2 && lines.last == .line("end"))
        if case .line(let text) = lines.first { #expect(text.utf8.count == count) }
    }

    @Test func readsManyShortLines() {
        let text = (0..<50_000).map { "line \($0)\n" }.joined()
        let lines = Self.lines(of: Array(text.utf8))
        #expect(lines.count == 50_000 && lines.last == .line("line 49999"))
    }

    @Test func endsAgainAndAgain() {
        let pipe = makePipe()
        close(pipe.writing)
        let reader = PlainLineReader(input: pipe.reading)
        #expect(reader.readLine(prompt: "") == .endOfFile)
        #expect(reader.readLine(prompt: "") == .endOfFile)
    }

    @Test func writesThePromptOnlyWhereAsked() throws {
        let input = makePipe()
        let output = makePipe()
        send(Array("x\n".utf8), to: input.writing)
        let reader = PlainLineReader(
            input: input.reading,
            prompts: TextOutput(descriptor: output.writing)
        )
        #expect(reader.readLine(prompt: "ask> ") == .line("x"))
        close(output.writing)
        #expect(readAll(output.reading) == Array("ask> ".utf8))
    }

    @Test func namesTheReasonOfAFailure() {
        let folder = open("/", O_RDONLY)
        defer { close(folder) }
        let reader = PlainLineReader(input: folder)
        #expect(reader.readLine(prompt: "") == .failed("cannot read the input: is a directory"))
    }
}
