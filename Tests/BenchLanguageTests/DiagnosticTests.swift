import BenchLanguage
import Testing

struct DiagnosticTests {
    @Test(
        "every message, its place and its advice",
        arguments: [
            ("use", "0..3 'use' needs a target, e.g. use openai"),
            ("run on", "4..6 'on' needs a target, e.g. on openai"),
            ("set", "0..3 'set' needs a setting, e.g. set temperature"),
            ("diff 12", "5..7 a suite is missing after '12'"),
            ("add provider lab", "13..16 'url' is missing after 'lab'"),
            ("delete suite 1,", "14..15 ',' needs a suite"),
            ("expect", "0..6 'expect' needs a condition, e.g. expect p95 ttft < 800ms"),
            ("for c in\nend", "6..8 'in' needs values or 'providers', e.g. in 1, 2, 4"),
            ("rnu 5", "0..3 unknown command 'rnu' | did you mean 'run'?"),
            ("benchmark 5", "0..9 unknown command 'benchmark' | did you mean 'run'?"),
            ("rm suite 1", "0..2 unknown command 'rm' | did you mean 'delete'?"),
            ("list suite", "0..4 unknown command 'list' | did you mean 'show'?"),
            ("frob", "0..4 unknown command 'frob' | write 'help' for the list of commands"),
            (
                "(5",
                "0..1 a statement begins with a command, not '(' "
                    + "| write 'help' for the list of commands"
            ),
            ("show histroy", "5..12 unexpected 'histroy' | did you mean 'history'?"),
            ("run openai", "4..10 unexpected 'openai' | to choose a target write 'on openai'"),
            ("run 5 as x on openai", "11..13 'on' cannot stand here"),
            ("exit 3 4", "7..8 unexpected '4' | nothing more was expected"),
            (
                "compare openai deepseek",
                "15..23 unexpected 'deepseek' "
                    + "| expected ',', a count, 'with' or 'as', or nothing more"
            ),
            ("let x 5", "6..7 expected '=', not '5'"),
            ("wait soon", "5..9 expected a duration, not 'soon' | e.g. 800ms"),
            (
                "set temprature 1",
                "4..14 unknown setting 'temprature' | did you mean 'temperature'?"
            ),
            ("set temp 1", "4..8 unknown setting 'temp' | did you mean 'temperature'?"),
            ("show runs as cvs", "13..16 unknown format 'cvs' | did you mean 'csv'?"),
            ("show chart tfft", "11..15 unknown metric 'tfft' | did you mean 'ttft'?"),
            ("expect p95 tftt < 3ms", "11..15 unknown metric 'tftt' | did you mean 'ttft'?"),
            (
                "let 9x = 4",
                "4..6 '9x' is not a name "
                    + "| a name has letters, digits and _, and begins with a letter"
            ),
            ("use /x", "4..6 '/x' is not a target | write openai or openai/gpt-5-mini"),
            ("use openai/", "4..11 'openai/' is not a target | write openai or openai/gpt-5-mini"),
            ("show suite 0", "11..12 suites are numbered from 1"),
            ("show suite @", "11..12 '@' is not a suite | write last, a number or @name"),
            ("run 0", "4..5 a count starts at 1 | write 10, or 10x5 for five at a time"),
            ("run 5x0", "6..7 a count starts at 1 | write 10, or 10x5 for five at a time"),
            (
                "run 10x",
                "4..7 '10x' is not a count | write 10, or 10x5 for ten requests five at a time"
            ),
            (
                "run 99999999999999999999",
                "4..24 '99999999999999999999' is not a count "
                    + "| write 10, or 10x5 for ten requests five at a time"
            ),
            ("wait 5", "5..6 '5' is not a duration | write it like 800ms, 2m or 7d"),
            ("show response 1.5", "14..17 '1.5' is not a whole number | write it like 20"),
            ("expect ttft =< 1s", "12..14 '=<' is no comparison | did you mean '<='?"),
            ("expect ttft ≠ 1s", "12..15 '≠' is no comparison | did you mean '!='?"),
            ("expect p95_ttft < 1s", "7..15 unknown metric 'p95_ttft' | did you mean 'p95 ttft'?"),
            ("expect maxttft < 1s", "7..14 unknown metric 'maxttft' | did you mean 'max ttft'?"),
            ("expect ttft < 0,8s", "14..18 a number has a decimal point | write 0.8s"),
            ("run with temperature 0,5", "21..24 a number has a decimal point | write 0.5"),
            ("expect ttft < 1:30", "14..18 '1:30' is not a duration | write 90s"),
            ("expect ttft of night < 1s", "15..20 unexpected 'night' | did you mean '@night'?"),
            (
                "expect ttft of suite 1 < 1s",
                "15..20 unexpected 'suite' | leave it out: of last, of 12 or of @name"
            ),
            (
                "expect errors = 0 and ttft < 1s",
                "18..21 a condition has no 'and' | write a second expect behind this one"
            ),
            ("history", "0..7 unknown command 'history' | did you mean 'show history'?"),
            (
                "pragma x",
                "0..6 unknown command 'pragma' | SQL only reads: select, with or explain"
            ),
            (
                "for c in 1..\nend",
                "9..12 '1..' is not a range | write whole numbers, like 1..8, or 1..8 by 2"
            ),
            (
                "for c in a..c\nend",
                "9..13 'a..c' is not a range | write whole numbers, like 1..8, or 1..8 by 2"
            ),
            (
                "for c in 1.5..3\nend",
                "9..15 '1.5..3' is not a range | write whole numbers, like 1..8, or 1..8 by 2"
            ),
            ("end", "0..3 'end' closes nothing | remove it"),
            ("for c in 1\nend now", "15..18 nothing may follow 'end' | begin a new line"),
            ("for c in 1\nrun", "0..3 'for' is not closed | 'end' must follow its statements"),
            (
                "print \"abc\nrun",
                "6..7 the text is not closed "
                    + "| close it on this line, or use \"\"\" for several lines"
            ),
            ("print \"\"\"abc", "6..9 the text is not closed | a \"\"\" must follow"),
            (
                #"print "\q""#,
                #"7..9 unknown escape '\q' | write \\ for a backslash, or use '…' for raw text"#
            ),
            (
                #"print "\u{110000}""#,
                #"7..16 '\u{110000' is not a Unicode character | write it like \u{e9}"#
            ),
            (
                "print ${x",
                "6..9 '${' needs a name and '}' | write ${name}, or \\$ for the sign itself"
            ),
            (
                "select 'x",
                "7..8 the text in the query is not closed | a closing quote must follow"
            ),
            (
                "set prompt Hello world",
                "11..22 a text of several words stands in quotes | write \"Hello world\""
            ),
            (
                "let city = New York; run",
                "11..19 a text of several words stands in quotes | write \"New York\""
            ),
            (
                "run 2 with prompt so long # and on",
                "18..25 a text of several words stands in quotes | write \"so long\""
            ),
            (
                "expect output contains a b",
                "23..26 a text of several words stands in quotes | write \"a b\""
            ),
            (
                "add provider lab url https://lab.example/v1",
                "21..43 a text stands in quotes | write \"https://lab.example/v1\""
            ),
            ("source a.bench", "7..14 a text stands in quotes | write \"a.bench\""),
            ("set prompt from a.txt", "16..21 a text stands in quotes | write \"a.txt\""),
            ("set prompt from", "11..15 'from' needs a text in quotes, e.g. from \"file.txt\""),
            (
                "expect errors = 0 because too many or stop",
                "26..29 a text stands in quotes | put quotes around the text"
            ),
            ("let x = 500 ms", "8..14 a number and its unit are one word | write 500ms"),
            ("wait 5 s", "5..8 a number and its unit are one word | write 5s"),
            (
                "expect p95 ttft < 800 ms or stop",
                "18..24 a number and its unit are one word | write 800ms"
            ),
            ("set timeout 30 s", "12..16 a number and its unit are one word | write 30s"),
            ("expect errors < 5 %", "16..19 a number and its unit are one word | write 5%"),
            ("wait 9e99s", "5..10 '9e99s' is too large"),
            ("reset al", "6..8 unknown setting 'al' | did you mean 'all'?"),
            ("expect avgg ttft < 3ms", "7..11 unknown metric 'avgg' | did you mean 'avg'?"),
            ("expect outptu contains x", "7..13 unknown metric 'outptu' | did you mean 'output'?"),
            ("expect p95 erors = 0", "11..16 unknown metric 'erors' | 'help metrics' lists them"),
            ("expect erors = 0", "7..12 unknown metric 'erors' | did you mean 'errors'?"),
            ("expect p120 ttft < 3ms", "7..11 a percentile is p0 to p100, not 'p120' | e.g. p95"),
            ("run parallel 5", "4..12 unexpected 'parallel' | did you mean 'concurrent'?"),
            ("st temperature 1", "0..2 unknown command 'st' | did you mean 'set'?"),
            ("le", "0..2 unknown command 'le' | did you mean 'let'?"),
            ("se", "0..2 unknown command 'se' | did you mean 'set' or 'use'?"),
            ("ned", "0..3 unknown command 'ned' | write 'help' for the list of commands"),
            ("for c in 1\nned\nend", "11..14 unknown command 'ned' | did you mean 'end'?"),
            ("print a\u{0}b", "7..8 the text holds a NUL byte | a script is plain UTF-8 text"),
        ]
    )
    func messages(text: String, expected: String) {
        #expect(Fixture.firstError(text) == expected)
    }

    @Test(
        "conditions are checked before anything runs",
        arguments: [
            (
                "expect p95 ttft < 800",
                "18..21 a time cannot be compared with a bare number | write 800ms or 0.8s"
            ),
            (
                "expect 800 < p95 ttft",
                "7..10 a time cannot be compared with a bare number | write 800ms or 0.8s"
            ),
            (
                "expect ttft < 2 * 400",
                "14..21 a time cannot be compared with a bare number "
                    + "| give it a unit: 800ms or 0.8s"
            ),
            (
                "expect ttft + 5 < 1s",
                "14..15 a time cannot be added to a bare number | write 5ms or 0.005s"
            ),
            ("expect ttft < tps", "7..17 a time cannot be compared with a rate"),
            ("expect cost < 1s", "7..16 a sum of money cannot be compared with a time"),
            ("expect ttft * tps > 3", "7..17 a time cannot be multiplied by a rate"),
            ("expect tps / ttft > 3", "7..17 a rate cannot be divided by a time"),
            (
                "expect \"a\" + 1 = 2",
                "7..10 text cannot be calculated with | write a number or a metric here"
            ),
            ("expect \"a\" < \"b\"", "7..16 text can only be compared with = and !="),
            (
                "expect p95 errors = 0",
                "7..11 'errors' is one number for a whole suite | leave out 'p95'"
            ),
            ("expect ttft < 800mss", "17..20 unknown unit 'mss' | did you mean 'ms'?"),
            ("expect tps > 10x", "15..16 unknown unit 'x' | units are ms, s, m, h, d and %"),
            ("expect ttft < 9e30d", "14..19 '9e30d' is too large"),
            ("expect (ttft < 3ms", "13..14 expected ')', not '<'"),
            ("expect (ttft", "8..12 a ')' is missing after 'ttft'"),
            (
                "expect output has \"x\"",
                "14..17 expected 'not', 'contains' or 'matches', not 'has'"
            ),
        ]
    )
    func dimensions(text: String, expected: String) {
        #expect(Fixture.firstError(text) == expected)
    }

    @Test func everyErrorOfAFileIsReportedUpToTen() {
        let three = Fixture.parse("rnu\nuse openai\nset x 1; wait\nprint 1").diagnostics
        #expect(
            three.map(\.message) == [
                "unknown command 'rnu'", "unknown setting 'x'",
                "'wait' needs a duration, e.g. wait 800ms",
            ]
        )
        #expect(Fixture.parse("use openai; wait; use mock").script.statements.count == 2)
        let many = String(repeating: "wait\n", count: 50)
        #expect(Fixture.parse(many).diagnostics.count == 10)
    }

    @Test func aWrongStatementInABlockDoesNotLoseItsEnd() {
        let parse = Fixture.parse("for c in 1, 2\n  rnu\n  use mock\nend\nwait 1s")
        #expect(parse.diagnostics.map(\.message) == ["unknown command 'rnu'"])
        #expect(parse.script.statements.count == 2)
        let header = Fixture.parse("for c im 1\n  use mock\nend\nwait 1s")
        #expect(header.diagnostics.map(\.message) == ["unexpected 'im'"])
        #expect(header.script.statements.count == 1)
    }

    @Test func invalidUTF8IsPlaced() {
        let source = Source(name: "x", bytes: Array("use a\nprint \"é".utf8) + [0xFF, 0x22])
        let error = Fixture.grammar.parse(source).diagnostics
        #expect(error.map(\.message) == ["the text is not valid UTF-8"])
        #expect(error.first?.rendered().contains("--> x:2:9") == true)
    }
}
