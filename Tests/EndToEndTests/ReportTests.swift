import FoundationEssentials
import Glibc
import Testing

/// The files for CI systems: there whatever happens, and read by the programs they are made for.
@Suite struct ReportTests {
    private static let flags = [
        "--report-junit", "r.xml", "--report-json", "r.json", "--report-tap", "r.tap",
    ]

    private static let names = ["r.xml", "r.json", "r.tap"]

    /// Every verdict there is, with text in it that the formats have to write in another way.
    private static let script = """
        run 2 on mock/fast with max_tokens 2 as base
        expect errors = 0
        expect p95 ttft < 1us because "so ]]> <b> & \\"quoted\\" \\u{1}\\u{1b} # ü 漢"
        expect p95 ttft < 2 * p95 ttft of @base if known
        expect p95 ttft of @nobody < 1s if known
        show response 99
        expect tps > 1
        """

    @Test(arguments: [
        (SIGINT, Int32(130), "interrupted"), (SIGTERM, Int32(143), "terminated"),
    ])
    func aSignalLeavesAReport(signal: Int32, code: Int32, word: String) throws {
        let sandbox = try Sandbox()
        let suite = "expect 1 < 2; run 60 on mock/slow with max_tokens 4; expect errors = 0"
        let child = try sandbox.start(
            Self.flags + ["--events", "-", "-c", suite, "-c", "expect 2 < 3"]
        )
        child.wait(forLineWith: #""run":1,"#)
        child.signal(signal)
        #expect(child.end().code == code)
        let tap = sandbox.text(of: "r.tap")
        #expect(tap.contains("\n1..4\nok 1 - -c\\#1:1 expect 1 < 2\nnot ok 2 - "))
        #expect(tap.contains(#"message: "\#(word)""#))
        #expect(tap.contains("\nok 3 - -c\\#1:1 expect errors = 0 # SKIP not reached: \(word)"))
        #expect(tap.contains("\nok 4 - -c\\#2:1 expect 2 < 3 # SKIP not reached: \(word)"))
        #expect(sandbox.text(of: "r.xml").contains("<error message=\"\(word)\" type=\"suite\">"))
        #expect(sandbox.text(of: "r.json").contains("\"exit_code\":\(code),"))
    }

    /// What is too much to keep is counted all the same.
    @Test func everyCaseIsCounted() throws {
        let sandbox = try Sandbox()
        let loop = "for i in 1..20002\nexpect 1 < 2\nend"
        let rest = "expect 1 < 2\nexit 0\nfor i in 1..3\nexpect 1 < 2\nend"
        let ended = try sandbox.start(Self.flags + ["-q", "-c", loop, "-c", rest]).end()
        #expect(ended.code == 0)
        let json = sandbox.text(of: "r.json")
        #expect(json.contains(#""held":20003,"failed":0,"error":0,"skipped":3}"#))
        #expect(json.contains(#""left_out":6"#))
        let tap = sandbox.text(of: "r.tap")
        #expect(tap.contains("\n1..20006\n") && tap.contains("\nok 20006 # SKIP left out\n"))
        let junit = sandbox.text(of: "r.xml")
        #expect(junit.contains(#"tests="20002" failures="0""#))
        #expect(junit.contains("<system-out>left out of the cases: 1 held, 3 skipped</system-out>"))
    }

    /// A report that cannot be written does not cost the others.
    @Test func theOtherReportsAreWritten() throws {
        let sandbox = try Sandbox()
        let script = "expect 1 < 2; vacuum"
        let flags = ["--report-json", "r.json", "--report-tap"]
        let nowhere = try sandbox.start(flags + ["nowhere/r.tap", "-c", script]).end()
        #expect(nowhere.code == 2)
        #expect(nowhere.errors.contains("cannot write the report 'nowhere/r.tap'"))
        #expect(sandbox.text(of: "r.json").contains("has not ended"))
        let full = try sandbox.start(flags + ["/dev/full", "-c", script]).end()
        #expect(full.code == 3 && full.errors.contains("cannot write the report '/dev/full'"))
        #expect(sandbox.text(of: "r.json").contains(#""held":1,"#))
    }

    /// What went into a stream cannot be taken back, so it gets the report at the end alone.
    @Test func aStreamGetsOneReport() throws {
        let sandbox = try Sandbox()
        let flags = ["-q", "--report-tap", "/dev/stdout", "-c", "expect 1 < 2"]
        let ended = try sandbox.start(flags).end()
        #expect(ended.output.ranges(of: "TAP version").count == 1)
        #expect(ended.output.contains("\n1..1\n"))
    }

    @Test func aSignalBetweenTwoStatementsLeavesAReportToo() throws {
        let sandbox = try Sandbox()
        let script = "for i in 1..100000\nprint $i\nend\nexpect 1 < 2"
        let child = try sandbox.start(Self.flags + ["-c", script])
        child.wait(forLineWith: "100")
        child.signal(SIGTERM)
        #expect(child.end().code == 143)
        #expect(sandbox.text(of: "r.tap").contains("ok 2 - -c\\#1:4 expect 1 < 2 # SKIP"))
    }

    /// What a killed program leaves must not look like the success of the day before.
    @Test func whatIsKilledHasNotEnded() throws {
        let sandbox = try Sandbox()
        for name in Self.names { sandbox.write("good as gold", to: name) }
        let child = try sandbox.start(
            Self.flags + ["--events", "-", "-c", "run 60 on mock/slow with max_tokens 4"]
        )
        child.wait(forLineWith: #""run":1,"#)
        child.signal(SIGKILL)
        #expect(child.end().signal == SIGKILL)
        for name in Self.names {
            #expect(sandbox.text(of: name).contains("benchsh has not ended, or was killed"))
        }
    }

    @Test(arguments: [
        ("-c", "rnu", "unknown command 'rnu'"),
        ("-f", "nowhere.bench", "cannot read 'nowhere.bench'"),
    ])
    func aFaultOfTheTextIsInTheReport(flag: String, script: String, words: String) throws {
        let sandbox = try Sandbox()
        #expect(try sandbox.start(Self.flags + [flag, script]).end().code == 2)
        for name in Self.names {
            #expect(sandbox.text(of: name).contains(words), "\(name)")
        }
    }

    @Test(arguments: ["/nowhere/r.xml", "/proc/r.xml", ".", "-"])
    func whatCannotBeWrittenIsToldFirst(path: String) throws {
        let sandbox = try Sandbox()
        let ended = try sandbox.run("--report-junit", path, "-c", "run on mock/fast")
        #expect(ended.code == 2)
        #expect(ended.errors.hasPrefix("error: "))
        #expect(ended.output.isEmpty)
        #expect(try sandbox.rows("select count(*) from suites;") == ["0"])
    }

    @Test func aDeviceIsWrittenIntoAndStays() throws {
        let ended = try Sandbox().shell(
            "\"$benchsh\" -q --report-tap /dev/stdout -c 'expect 1 < 2' | cat; test -h /dev/stdout"
        )
        #expect(ended.code == 0)
        #expect(ended.output.hasSuffix("TAP version 13\n1..1\nok 1 - -c\\#1:1 expect 1 < 2\n"))
    }

    @Test(arguments: Reader.all)
    func aReaderAcceptsIt(reader: Reader) throws {
        let sandbox = try Sandbox()
        guard try sandbox.has(reader.program) else {
            return withKnownIssue { Issue.record("\(reader.program) is not here, so not tested") }
        }
        sandbox.write(Self.script, to: "all.bench")
        #expect(try sandbox.start(Self.flags + ["all.bench"]).end().code == 3)
        let read = try sandbox.shell(reader.command)
        #expect(read.output.contains(reader.found), "\(read.output)\(read.errors)")
        sandbox.write("expect 1 < 2", to: "all.bench")
        #expect(try sandbox.start(Self.flags + ["all.bench"]).end().code == 0)
        #expect(try sandbox.shell(reader.command).code == 0)
    }

    /// A program that reads one of the formats, and what it makes of `script`.
    struct Reader: Sendable, CustomTestStringConvertible {
        let program: String
        let file: String
        let command: String
        let found: String

        var testDescription: String { "\(program) reads \(file)" }

        static let all = [
            Reader(
                program: "prove",
                file: "r.tap",
                command: "prove -v -e cat r.tap",
                found: "Tests: 6 Failed: 2)\n  Failed tests:  2, 5\nFiles=1, Tests=6"
            ),
            Reader(
                program: "jq",
                file: "r.json",
                command: "jq -c '[.exit_code, .verdicts, (.cases | length)]' r.json",
                found: #"[3,{"held":2,"failed":1,"error":1,"skipped":2},6]"#
            ),
            Reader(
                program: "python3",
                file: "r.xml",
                command: "python3 \(folder)/junit.py r.xml",
                found: "6 cases, 1 failures, 1 errors, 2 skipped"
            ),
        ]

        private static let folder =
            #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Readers"
    }
}

extension Sandbox {
    fileprivate func text(of name: String) -> String {
        Self.contents(of: folder + "/" + name)
    }

    fileprivate func has(_ program: String) throws -> Bool {
        try shell("command -v \(program) >/dev/null").code == 0
    }
}
