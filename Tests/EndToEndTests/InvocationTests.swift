import Glibc
import Testing

/// Ways to give the program its statements, and what it leaves with.
@Suite struct InvocationTests {
    private static let script =
        "run on mock/fast with max_tokens 2\nexpect errors = 0\nprint 'end'\n"

    @Test(arguments: [
        ["-c", script], ["one.bench"], ["./one.bench"], ["-f", "one.bench"], ["-"], [],
    ])
    func aScriptRunsFrom(arguments: [String]) throws {
        let sandbox = try Sandbox()
        sandbox.write(Self.script, to: "one.bench")
        let ended = try sandbox.start(arguments, input: Self.script).end()
        #expect(ended.code == 0)
        #expect(ended.output.contains("suite 1: single, mock/fast, 1 request"))
        #expect(ended.output.hasSuffix("end\n"))
        let summary =
            /1 expectation: 1 held, 0 failed · 3 statements, 1 suite, 1 request, 0 errors · [0-9.]+ m?s\n$/
        #expect(ended.errors.contains(summary), "\(ended.errors)")
        #expect(!(ended.output + ended.errors).contains("\u{1b}"))
        #expect(!(ended.output + ended.errors).contains("\r"))
    }

    /// A pipe is read once: what was checked is what is run.
    @Test func aScriptComesThroughAPipe() throws {
        let sandbox = try Sandbox()
        let text = "set prompt from \"p\"; set prompt"
        let ended = try sandbox.shell(
            "mkfifo p; (printf 'through a pipe' >p &); echo 'print 1' | "
                + "\(Launch.program) /dev/stdin -c '\(text)'"
        )
        #expect(ended.output.hasPrefix("1\nprompt = through a pipe "), "\(ended.errors)")
        #expect(ended.code == 0)
    }

    /// Variables of the environment are values as those of `-v` are, and texts as they were written.
    @Test func theEnvironmentHoldsValues() throws {
        let script = "set timeout $env.LIMIT; expect 1s < $env.LIMIT; print \"$env.V\" $env.V"
        let ended = try Sandbox().start(
            ["-c", script],
            environment: ["LIMIT": "9s", "V": "1.50"]
        ).end()
        #expect(ended.output == "1.50 1.50\n" && ended.code == 0, "\(ended.errors)")
    }

    @Test(arguments: [
        (#"a\000b"#, 2, "the text holds a NUL byte"), (#"a\377"#, 2, "is not valid UTF-8"),
        (#"\357\273\277hello"#, 0, "prompt = hello "),
    ])
    func aPromptIsPlainText(bytes: String, code: Int32, words: String) throws {
        let script = #"set prompt from "p"; set prompt"#
        let ended = try Sandbox().shell(
            "printf '\(bytes)' >p; \(Launch.program) -c '\(script)' 2>&1"
        )
        #expect(ended.code == code && ended.output.contains(words), "\(ended.output)")
    }

    @Test(arguments: ["1x=3", "a b=3", "env.X=3", "=3"])
    func onlyNamesAreGivenValues(pair: String) throws {
        #expect(try Sandbox().run("-v", pair, "-c", "print 1").code == 2)
    }

    @Test func aScriptRunsByItsFirstLine() throws {
        let sandbox = try Sandbox()
        let text = "#!\(Launch.program)\nprint 'by its first line'\n"
        let path = sandbox.write(text, to: "script", mode: 0o755)
        let ended = try sandbox.shell(path)
        #expect(ended.output == "by its first line\n")
        #expect(ended.code == 0)
    }

    @Test func scriptsRunInTurnAndShareTheSession() throws {
        let sandbox = try Sandbox()
        sandbox.write("print \"a $x\"\nlet x = 2", to: "a.bench")
        sandbox.write("print \"b $x\"", to: "b.bench")
        let ended = try sandbox.run("-v", "x=1", "a.bench", "b.bench")
        #expect(ended.output == "a 1\nb 2\n")
        let commands = try sandbox.run("-c", "let y = 3", "-c", "print $y")
        #expect(commands.output == "3\n")
    }

    @Test(
        arguments: [
            (["-c", "print 1", "-f", "2.bench", "-c", "print 3"], "123"),
            (["--command=print 1", "--file=2.bench", "--command", "print 3"], "123"),
            (["2.bench", "-v", "x=1", "-c", "print $x", "4.bench", "--events", "e"], "214"),
            (["-qc", "print 1", "--", "2.bench", "4.bench"], "124"),
            (["-c", "print 1", "-", "2.bench"], "192"),
        ] as [([String], String)]
    )
    func scriptsOfAllKindsKeepTheirOrder(arguments: [String], printed: String) throws {
        let sandbox = try Sandbox()
        for number in [2, 4] { sandbox.write("print \(number)", to: "\(number).bench") }
        let ended = try sandbox.start(arguments, input: "print 9").end()
        #expect(ended.output.replacing("\n", with: "") == printed, "\(ended.errors)")
    }

    @Test(
        arguments: [
            (["-c", "print 1"], 0),
            (["-c", "run on mock/fast; expect errors > 0; print 'on'"], 1),
            (["-c", "run on mock/fast; expect errors > 0 or stop; print 'on'"], 1),
            (["-c", "rnu"], 2),
            (["-c", "print $nobody"], 2),
            (["-c", "run on mock", "-c", "rnu"], 2),
            (["nowhere.bench"], 2),
            (["-f", "/"], 2),
            (["-v", "nonsense", "-c", "print 1"], 2),
            (["--no-such-flag"], 2),
            (["--color", "sometimes"], 2),
            (["-c"], 2),
            (["--events", "/nowhere/events", "-c", "print 1"], 2),
            (["-c", "use deepseek; run; print 'on'"], 2),
            (["-c", "show suite 7"], 2),
            (["--db", "nowhere/bench.db", "-c", "print 1"], 2),
            (["--db", "/proc/bench.db", "-c", "show history"], 3),
            (["-c", "run on mock/fast; show response 7; print 'on'"], 3),
            (["-c", "exit 4"], 4),
            (["--check", "-c", "run on mock"], 0),
            (["--check", "-c", "rnu"], 2),
            (["--check", "-c", "use deepseek; run"], 0),
            (["--version"], 0),
            (["--help"], 0),
        ] as [([String], Int32)]
    )
    func itLeavesWith(arguments: [String], code: Int32) throws {
        let ended = try Sandbox().start(arguments).end()
        #expect(ended.code == code, "\(ended.output)\(ended.errors)")
        #expect((1...3).contains(code) == ended.errors.contains("rror:"), "\(ended.errors)")
        #expect(!(ended.output + ended.errors).contains("Fatal"))
    }

    /// What only looks makes no file.
    @Test(arguments: [["--check", "-c", "run on mock; select 1;"], ["-c", "print 1"]])
    func noHistoryIsMade(arguments: [String]) throws {
        let sandbox = try Sandbox()
        let ended = try sandbox.start(arguments).end()
        #expect(ended.code == 0)
        #expect(access(sandbox.database, F_OK) != 0)
    }

    @Test func withJSONErrorsEveryMessageIsAnObject() throws {
        let sandbox = try Sandbox()
        sandbox.write("use mock/fast\nuse deepseek\nrnu\n", to: "a.bench")
        let wrong = try sandbox.start(["--errors", "json", "a.bench"]).end()
        #expect(wrong.code == 2)
        let right = try sandbox.start(
            ["--errors", "json", "-c", "use deepseek; run on mock/fast; expect errors > 0"]
        ).end()
        #expect(right.code == 1)
        for line in (wrong.errors + right.errors).split(separator: "\n") {
            #expect(line.hasPrefix(#"{"file":"#) && line.hasSuffix("]}"), "\(line)")
        }
    }

    /// The whole script is read before anything is sent, so nothing has been stored either.
    @Test func anErrorAtTheEndSendsNothing() throws {
        let sandbox = try Sandbox()
        sandbox.write("run on mock/fast\nrnu\n", to: "late.bench")
        let ended = try sandbox.run("late.bench")
        #expect(ended.code == 2)
        #expect(ended.output.isEmpty)
        #expect(ended.errors.contains("late.bench:2:1"))
        #expect(ended.errors.contains("did you mean 'run'?"))
        #expect(try sandbox.rows("select count(*) from suites;") == ["0"])
    }

    @Test func quietLeavesOutWhatIsNoResult() throws {
        let sandbox = try Sandbox()
        let loud = try sandbox.run("-c", "print 1; show runs to \"a\"", "-c", "print 2")
        #expect(loud.code == 3)
        let ended = try sandbox.run("-q", "-c", "run on mock/fast; expect errors = 0; print 'x'")
        #expect(ended.errors.isEmpty)
        #expect(ended.output.hasPrefix("suite 1: single, mock/fast, 1 request\n"))
        #expect(ended.output.hasSuffix("x\n"))
        let wrong = try sandbox.run("-q", "-c", "rnu")
        #expect(wrong.errors.contains("unknown command"))
    }

    @Test func errorsComeAsJSONWhenAskedFor() throws {
        let ended = try Sandbox().run("--errors", "json", "-c", "rnu")
        #expect(ended.code == 2)
        #expect(ended.errors.hasPrefix("{"))
        #expect(ended.errors.contains(#""message":"unknown command 'rnu'""#))
    }

    @Test func theVersionAndTheFlagsAreTold() throws {
        let sandbox = try Sandbox()
        #expect(try sandbox.run("--version").output.hasPrefix("benchsh "))
        let help = try sandbox.run("--help").output
        for flag in [
            "-c", "-f", "--check", "-v", "--db", "-q", "-i", "-X", "--keep-going",
            "--events", "--color", "--version",
        ] {
            #expect(help.contains(flag), "\(flag)")
        }
    }

    /// As after `| head -1`: the program ends soon and says nothing.
    @Test func aReaderThatGoesAwayIsNoFault() throws {
        let ended = try Sandbox().shell(
            "{ \"$benchsh\" -c 'for i in 1..100000\nprint $i\nend'; echo \"code $?\" >&2; } | head -1"
        )
        #expect(ended.output == "1\n")
        #expect(ended.errors == "code 141\n")
    }

    @Test func aFullDiskIsToldOnce() throws {
        let ended = try Sandbox().shell("\"$benchsh\" -c 'print 1' >/dev/full")
        #expect(ended.code == 3)
        #expect(ended.errors == "error: cannot write the output: no space left on device\n")
    }

    @Test(
        arguments: [
            (["--color", "always"], [:], true),
            (["--color", "never"], ["CLICOLOR_FORCE": "1"], false),
            ([], ["CLICOLOR_FORCE": "1"], true),
            ([], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
            (["--color", "always"], ["NO_COLOR": "1"], true),
            ([], [:], false),
        ] as [([String], [String: String], Bool)]
    )
    func colourIsShown(
        arguments: [String],
        environment: [String: String],
        isColoured: Bool
    ) throws {
        let script = ["-c", "run 2 on mock/fast with max_tokens 2"]
        let ended = try Sandbox().start(arguments + script, environment: environment).end()
        #expect(ended.code == 0)
        #expect(ended.output.contains("\u{1b}[") == isColoured)
    }

    /// It comes with the directory: it must not choose files, programs or servers.
    @Test func theFileEnvChoosesNoFiles() throws {
        let sandbox = try Sandbox()
        sandbox.write("BENCHSH_DB=other.db\nHTTPS_PROXY=http://127.0.0.1:1\n", to: ".env")
        let ended = try sandbox.run("-c", "run on mock/fast with max_tokens 2")
        #expect(ended.code == 0)
        #expect(ended.errors.contains("warning: BENCHSH_DB does not count in .env"))
        #expect(ended.errors.contains("warning: HTTPS_PROXY does not count in .env"))
        #expect(access(sandbox.folder + "/other.db", F_OK) != 0)
        #expect(access(sandbox.database, F_OK) == 0)
    }

    @Test func theFileEnvIsRead() throws {
        let sandbox = try Sandbox()
        sandbox.write(
            "MAX_CONCURRENCY=3\nDEFAULT_RUNS=0\nexport DEFAULT_MAX_TOKENS='7'\nOPENAI_API_KEY=\"sk-secret\n",
            to: ".env"
        )
        let statements = "set max_concurrency; set max_tokens; set runs; show providers"
        let ended = try sandbox.start(
            ["-c", statements],
            environment: ["DEFAULT_MAX_TOKENS": "9"]
        ).end()
        #expect(ended.code == 0)
        #expect(ended.output.contains("max_concurrency = 3 "))
        #expect(ended.output.contains("max_tokens = 9 "))
        #expect(ended.output.contains("runs = 3 "))
        #expect(ended.errors.contains("--> .env:4:1"))
        #expect(ended.errors.contains("warning: DEFAULT_RUNS=0: runs is 1 to 100, not '0'"))
        #expect(!(ended.output + ended.errors).contains("secret"))
    }
}
