import BenchLanguage
import Glibc
import Testing

struct RobustnessTests {
    /// A fixed sequence, so that a failure can be repeated.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var mixed = state
            mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
            return mixed ^ (mixed >> 33)
        }
    }

    /// Parses, renders and completes, and checks what must hold of any text.
    private func exercise(_ bytes: [UInt8]) {
        let source = Source(name: "fuzz", bytes: bytes)
        let parse = Fixture.grammar.parse(source)
        #expect(parse.diagnostics.count <= 10)
        for diagnostic in parse.diagnostics {
            let range = diagnostic.span?.range ?? -1..<0
            #expect(range.lowerBound >= 0 && range.upperBound <= source.bytes.count)
            #expect(!diagnostic.rendered().contains("\u{1B}"))
            #expect(!diagnostic.json().contains("\n"))
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let completion = Fixture.grammar.completions(of: text, cursor: text.utf8.count)
        #expect(completion.replaceStart <= text.utf8.count)
    }

    @Test func everyPrefixOfTheSample() {
        let bytes = Array(Fixture.sample.utf8)
        for length in stride(from: 0, through: bytes.count, by: 11) {
            exercise(Array(bytes[..<length]))
        }
    }

    @Test func everyPrefixOfEveryLineIsRightOrHasAnError() {
        for line in Fixture.sample.split(separator: "\n") {
            for length in 0...line.utf8.count {
                exercise(Array(line.utf8.prefix(length)))
            }
        }
    }

    @Test func randomBytes() {
        var generator = Generator(state: 42)
        for _ in 0..<500 {
            let length = Int.random(in: 0...60, using: &generator)
            exercise((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }

    @Test func randomTokens() {
        let tokens = [
            "run", "expect", "for", "end", "with", "select", "as", "ttft", "p95", "(", ")", "-",
            "\"", "'", "\"\"\"", "$x", "${", "..", "1", "5x5", "800ms", "%", "=", "<", ",", ";",
            "\n", "\\\n", "\r\n", "#", "@a", "last", "/", "in", "\u{1B}", "é", "日", "\t", " ",
        ]
        var generator = Generator(state: 7)
        for _ in 0..<500 {
            let count = Int.random(in: 1...14, using: &generator)
            let words = (0..<count).map { _ in tokens.randomElement(using: &generator) ?? "" }
            exercise(Array(words.joined(separator: Bool.random(using: &generator) ? " " : "").utf8))
        }
    }

    @Test(
        "nesting has a limit, not a stack overflow",
        arguments: [
            ("expect " + String(repeating: "(", count: 100_000), "nested deeper than 200 levels"),
            ("expect " + String(repeating: "-", count: 100_000), "nested deeper than 200 levels"),
            ("let x = 1" + String(repeating: "+1", count: 100_000), "more than 1000 operators"),
            (String(repeating: "for c in 1\n", count: 100_000), "deeper than 64 levels"),
        ]
    )
    func nesting(text: String, message: String) {
        let messages = Fixture.parse(text).diagnostics.map(\.message)
        #expect(messages.contains { $0.contains(message) })
    }

    @Test func whatIsJustWithinTheLimitsIsRead() throws {
        let parentheses =
            String(repeating: "(", count: 200) + "1" + String(repeating: ")", count: 200)
        let tree = try #require(Fixture.call("let x = \(parentheses)")?.expression)
        #expect(tree.span.text == "1")
        let blocks =
            String(repeating: "for c in 1\n", count: 64) + String(repeating: "end\n", count: 64)
        #expect(Fixture.parse(blocks).diagnostics == [])
        let chain = try #require(
            Fixture.call("let x = 1" + String(repeating: "+1", count: 1000))?.expression
        )
        let sum = try chain.evaluate(using: Variables([:]), metric: { _ in nil })
        #expect(sum == .measure(1001, .number))
    }

    @Test(
        "lines of ten megabytes are read whole",
        arguments: ["print \"x\"", "print x", "frob x", "print \"\"\"x\"\"\"", "# x", "select x"]
    )
    func longLines(frame: String) {
        let filler = String(repeating: "a b", count: 3_500_000)
        let text = frame.replacing("x", with: filler)
        let parse = Fixture.parse(text)
        let isRight = !frame.hasPrefix("frob")
        #expect(parse.diagnostics.isEmpty == isRight)
        #expect(parse.script.statements.count == (isRight && frame != "# x" ? 1 : 0))
        #expect(parse.diagnostics.allSatisfy { $0.rendered().utf8.count < 1000 })
    }

    /// Ten times the text may take ten times the work, and noise; a hundred times would be a square.
    @Test(
        "the work grows with the length, not with its square",
        arguments: [
            "a", "a ", "\"", "'", "\"\"\"", "\"a\" ", "$a", "${a}", "$", "5", "5 ", ".", "-", "(",
            ")",
            ",", "a, ", ";", "\n", "run\n", "print 1;", "\\", "\\\n", "\\ ", "#", "# a\n", " ",
            "\r\n",
            "日", "--", "/*", "*/", "\t'", "on a ", "\u{FEFF}", "1..", "=", "x5", "@",
        ]
    )
    func linear(piece: String) {
        for start in ["", "print \"", "let x = ", "select ", "compare a, "] {
            let short = Self.work(on: start, piece, bytes: 3000)
            let long = Self.work(on: start, piece, bytes: 30_000)
            #expect(long < short * 50 + 0.02, "\(start)\(piece)…: \(short) s, \(long) s")
        }
    }

    /// Seconds of this thread, the lesser of two.
    private static func work(on start: String, _ piece: String, bytes: Int) -> Double {
        let count = bytes / piece.utf8.count
        let text = Array((start + String(repeating: piece, count: count)).utf8)
        return (0..<2).map { _ in
            let before = threadSeconds()
            let parse = Fixture.grammar.parse(Source(name: "", bytes: text))
            for diagnostic in parse.diagnostics { _ = diagnostic.rendered() }
            _ = Fixture.grammar.completions(
                of: String(decoding: text, as: UTF8.self),
                cursor: text.count
            )
            return threadSeconds() - before
        }.min() ?? 0
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
