import BenchLanguage
import Testing

struct ValueTests {
    @Test(
        "literals",
        arguments: [
            ("5", Scalar.number(5)), ("0.2", .number(0.2)), ("1e3", .number(1000)),
            ("1E-2", .number(0.01)), ("1_000", .number(1000)), ("-1.5", .number(-1.5)),
            ("1%", .percent(0.01)), ("-50%", .percent(-0.5)),
            ("800ms", .duration(nanoseconds: 800_000_000)),
            ("0.8s", .duration(nanoseconds: 800_000_000)),
            ("2m", .duration(nanoseconds: 120_000_000_000)),
            ("1h", .duration(nanoseconds: 3_600_000_000_000)),
            ("7d", .duration(nanoseconds: 604_800_000_000_000)),
            ("5us", .duration(nanoseconds: 5000)), ("5µs", .duration(nanoseconds: 5000)),
            ("5μs", .duration(nanoseconds: 5000)), ("3ns", .duration(nanoseconds: 3)),
            ("10x5", .text("10x5")), ("1_", .text("1_")), ("1e999", .text("1e999")),
            ("9e30d", .text("9e30d")), (".5", .text(".5")), ("5ks", .text("5ks")),
            ("gpt-5-mini", .text("gpt-5-mini")), ("https://x.y/z?a=b", .text("https://x.y/z?a=b")),
            ("'raw $x \\n'", .text("raw $x \\n")), (#""a\tb\"\\\$x""#, .text("a\tb\"\\$x")),
            (#""\u{e9}\u{1F600}\n""#, .text("é😀\n")), (#""costs $5 $ $""#, .text("costs $5 $ $")),
            ("\"\"", .text("")), ("\"\"\"\n\n\"\"\"", .text("")),
            ("\"\"\"\na \"b\"\r\nc\n\"\"\"", .text("a \"b\"\nc")),
            ("\"\"\"one\"\"\"", .text("one")), ("\"\"\"\n\na\n\n\"\"\"", .text("\na\n")),
            ("\"a # b; c\"", .text("a # b; c")), ("日本", .text("日本")),
        ]
    )
    func literals(text: String, expected: Scalar) {
        #expect(Fixture.call("print \(text)")?.value()?.literal == expected)
    }

    @Test(
        "a scalar's text reads back as the scalar",
        arguments: [
            (Scalar.number(5), "5"), (.number(0.25), "0.25"), (.number(1e20), "1e+20"),
            (.number(1e15), "1000000000000000"),
            (.number(-3), "-3"), (.percent(0.01), "1%"), (.percent(0.125), "12.5%"),
            (.duration(nanoseconds: 800_000_000), "800ms"),
            (.duration(nanoseconds: 1_500_000_000), "1.5s"),
            (.duration(nanoseconds: 0), "0s"), (.duration(nanoseconds: 90_000_000_000), "90s"),
            (.duration(nanoseconds: 604_800_000_000_000), "7d"),
            (.duration(nanoseconds: 1500), "1.5us"), (.duration(nanoseconds: 7), "7ns"),
            (.text("abc"), "abc"),
        ]
    )
    func roundTrip(scalar: Scalar, text: String) {
        #expect(scalar.text == text)
        #expect(Scalar(word: text) == scalar)
    }

    @Test(
        "variables are filled in once and never read again",
        arguments: [
            ("print $x", Scalar.number(5)), ("print ${x}", .number(5)),
            ("print \"$x\"", .text("5")), ("print \"a${x}b$y.\"", .text("a5b$x.")),
            ("print a-$x/$y", .text("a-5/$x")), ("print $env.HOME", .text("/root")),
            ("print \"${env.HOME}/$env.HOME.\"", .text("/root//root.")),
            ("print \"\"\"\n$x\n\"\"\"", .text("5")),
            ("print $d", .duration(nanoseconds: 2_000_000)),
            ("print \"$d\"", .text("2ms")),
        ]
    )
    func interpolation(text: String, expected: Scalar) throws {
        let scope = Variables([
            "x": .number(5), "y": .text("$x"), "env.HOME": .text("/root"),
            "d": .duration(nanoseconds: 2_000_000),
        ])
        let value = try #require(Fixture.call(text)?.value())
        #expect(try value.resolve(using: scope) == expected)
    }

    @Test(
        "values that do not fit are named at their place",
        arguments: [
            ("show response $n", "'$n' is 'abc', not a whole number"),
            ("show response $f", "'$f' is '1.5', not a whole number"),
            ("scale $n", "'$n' is 'abc', not a number"),
            ("wait $f", "'$f' is '1.5', not a duration like 800ms, 2m or 7d"),
            ("use $s", "'$s' is 'a b', not a target like openai or openai/gpt-5-mini"),
            (
                "use openai/$s",
                "'openai/$s' is 'openai/a b', not a target like openai or openai/gpt-5-mini"
            ),
            ("show suite $n", "'$n' is 'abc', not a suite: last, a number or @name"),
            ("run $z", "a count starts at 1"), ("run 2x$z", "a count starts at 1"),
            ("run $lim", "unknown variable '$lim'"),
            ("print $env.NOPE", "environment variable 'NOPE' is not set"),
        ]
    )
    func misfits(text: String, expected: String) throws {
        let scope = Variables([
            "n": .text("abc"), "f": .number(1.5), "s": .text("a b"), "z": .number(0),
            "lin": .number(1),
        ])
        let call = try #require(Fixture.call(text))
        let error = #expect(throws: Diagnostic.self) { try resolveAll(call, scope) }
        #expect(error?.message == expected)
        #expect(error?.span != nil)
    }

    @Test func knownVariablesAreSuggested() throws {
        let value = try #require(Fixture.call("print $lim")?.value())
        let near = #expect(throws: Diagnostic.self) {
            try value.resolve(using: Variables(["lin": .number(1)]))
        }
        #expect(near?.label == "did you mean '$lin'?")
    }

    @Test(
        "ranges",
        arguments: [
            ("1..4", [1, 2, 3, 4]), ("1..8 by 3", [1, 4, 7]), ("3..1 by -1", [3, 2, 1]),
            ("3..1", []), ("$a..$b", [2, 3]), ("-1..1", [-1, 0, 1]),
            ("9223372036854775806..9223372036854775807 by 2", [9223372036854775806]),
        ]
    )
    func ranges(text: String, expected: [Int]) throws {
        let scope = Variables(["a": .number(2), "b": .number(3)])
        let list = try #require(Fixture.block("for c in \(text)\nend")?.header.valueList())
        #expect(try list.resolve(using: scope) == expected.map { .number(Double($0)) })
    }

    @Test(arguments: [
        ("1..1000000", "the range has more than 100000 numbers"),
        ("1..2 by 0", "a step of 0 never ends"),
    ])
    func endlessRanges(text: String, expected: String) throws {
        let list = try #require(Fixture.block("for c in \(text)\nend")?.header.valueList())
        let error = #expect(throws: Diagnostic.self) { try list.resolve(using: Variables([:])) }
        #expect(error?.message == expected)
    }

    private func resolveAll(_ call: Call, _ scope: Variables) throws(Diagnostic) {
        _ = try call.integer()?.resolve(using: scope)
        _ = try call.number()?.resolve(using: scope)
        _ = try call.duration()?.resolve(using: scope)
        _ = try call.target()?.resolve(using: scope)
        _ = try call.suite()?.resolve(using: scope)
        _ = try call.count()?.resolve(using: scope)
        _ = try call.value()?.resolve(using: scope)
    }
}
