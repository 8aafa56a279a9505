import BenchLanguage
import Testing

struct RenderingTests {
    @Test(
        "the caret stands under the word, whatever is before it",
        arguments: [
            (
                "set temprature 0.2",
                """
                error: unknown setting 'temprature'
                 --> test.bench:1:5
                  |
                1 | set temprature 0.2
                  |     ^^^^^^^^^^ did you mean 'temperature'?
                """
            ),
            (
                "print 1\n\n\n\n\n\n\n\n\n\tprint '日本👍e\u{301}' rnu 'x",
                """
                error: the text is not closed
                  --> test.bench:10:20
                   |
                10 |     print '日本👍e\u{301}' rnu 'x
                   |                         ^ close it on this line, or use \"""
                """ + " for several lines"
            ),
            (
                "wait",
                """
                error: 'wait' needs a duration, e.g. wait 800ms
                 --> test.bench:1:1
                  |
                1 | wait
                  | ^^^^
                  = write: wait DURATION
                """
            ),
            (
                "print '\u{1B}[31m' 'x",
                """
                error: the text is not closed
                 --> test.bench:1:15
                  |
                1 | print '\u{FFFD}[31m' 'x
                  |               ^ close it on this line, or use \"""
                """ + " for several lines"
            ),
        ]
    )
    func layout(text: String, expected: String) {
        #expect(Fixture.parse(text).diagnostics.first?.rendered() == expected)
    }

    @Test func includesAreNamed() {
        let outer = Source(name: "nightly.bench", text: "\nsource \"p.bench\"")
        let inner = Source(
            name: "p.bench",
            text: "rnu",
            includedFrom: outer.span(1..<17)
        )
        #expect(
            Fixture.grammar.parse(inner).diagnostics.first?.rendered() == """
                error: unknown command 'rnu'
                 --> p.bench:1:1
                     included from nightly.bench:2
                  |
                1 | rnu
                  | ^^^ did you mean 'run'?
                """
        )
    }

    @Test func carriageReturnsAndByteOrderMarksDoNotShiftColumns() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("use mock\r\nwiat 1s\r\n".utf8)
        let parse = Fixture.grammar.parse(Source(name: "w.bench", bytes: bytes))
        #expect(
            try #require(parse.diagnostics.first).rendered() == """
                error: unknown command 'wiat'
                 --> w.bench:2:1
                  |
                2 | wiat 1s
                  | ^^^^ did you mean 'wait'?
                """
        )
    }

    @Test func aLongLineIsCutAroundTheCaret() throws {
        let text = "print " + String(repeating: "日 ", count: 100_000) + "'x"
        let error = try #require(Fixture.parse(text).diagnostics.first)
        let lines = error.rendered().split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[1] == " --> test.bench:1:200007")
        #expect(lines[3].hasPrefix("1 | …") && lines[3].hasSuffix("'x"))
        #expect(lines[3].count < 250)
        let caret = try #require(lines[4].firstIndex(of: "^"))
        // The ellipsis takes one column, each of the fifteen visible characters two and a blank.
        #expect(lines[4].distance(from: lines[4].startIndex, to: caret) == 4 + 1 + 15 * 3)
    }

    @Test func aProblemWithoutAPlaceIsOneLine() {
        #expect(Diagnostic.error("no key", at: nil).rendered() == "error: no key")
        let withHelp = Diagnostic(.warning, "no key", at: nil, help: "set OPENAI_API_KEY")
        #expect(withHelp.rendered() == "warning: no key\n  = set OPENAI_API_KEY")
    }

    @Test func theCaretGoesUnderAPrompt() {
        let error = Fixture.parse("set temprature 0.2").diagnostics.first
        #expect(
            error?.renderedBelowPrompt(promptWidth: 9, screenWidth: 80) == """
                             ^^^^^^^^^^ did you mean 'temperature'?
                error: unknown setting 'temprature'
                """
        )
        #expect(error?.renderedBelowPrompt(promptWidth: 9, screenWidth: 50) == nil)
    }

    @Test func jsonIsOneObjectOnOneLine() {
        let error = Fixture.parse("use mock\nset \"a\tb\"").diagnostics.first
        #expect(
            error?.json()
                == #"{"file":"test.bench","line":2,"column":5,"length":5,"severity":"error","#
                + #""message":"expected a setting, not '\"a�b\"'","suggestion":null,"#
                + #""hint":"e.g. temperature; write: set SETTING [[=] (from STRING | VALUE)]","#
                + #""chain":[]}"#
        )
        #expect(
            Diagnostic.error("\u{1}\\", at: nil).json()
                == #"{"file":null,"line":null,"column":null,"length":null,"severity":"error","#
                + #""message":"\u0001\\","suggestion":null,"hint":null,"chain":[]}"#
        )
    }

    @Test func jsonSaysWhatToWriteAndWhoIncludedIt() {
        let outer = Source(name: "nightly.bench", text: "\n  source \"p.bench\"")
        let inner = Source(name: "p.bench", text: "日 ;rnu", includedFrom: outer.span(3..<19))
        let errors = Fixture.grammar.parse(inner).diagnostics
        #expect(
            errors.last?.json()
                == #"{"file":"p.bench","line":1,"column":4,"length":3,"severity":"error","#
                + #""message":"unknown command 'rnu'","suggestion":"run","#
                + #""hint":"did you mean 'run'?","#
                + #""chain":[{"file":"nightly.bench","line":2,"column":3}]}"#
        )
    }

    @Test(
        "suggestions",
        arguments: [
            ("temprature", "temperature"), ("tempertaure", "temperature"), ("rn", "run"),
            ("rum", "run"), ("usr", nil), ("xyz", nil), ("RUN", "run"), ("", nil),
        ]
    )
    func suggestions(word: String, expected: String?) {
        #expect(suggestion(for: word, among: ["temperature", "run", "uuuu"]) == expected)
    }
}
