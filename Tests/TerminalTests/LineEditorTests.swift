import Glibc
import Testing

/// Each test talks to the probe on a terminal of its own.
@Suite(.serialized) struct LineEditorTests {
    private static let ctrlC = "\u{3}"

    private static func started(
        environment: [String: String] = [:],
        columns: UInt16 = 80,
        rows: UInt16 = 24
    ) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(environment: environment, columns: columns, rows: rows)
        terminal.wait(for: "probe> ")
        return terminal
    }

    @Test(arguments: [
        ("héllo 日本 🎉\r", "<héllo 日本 🎉>"),
        ("one two\u{1b}[1;5DX\r", "<one Xtwo>"),
        ("one two three\u{1b}[1;3D\u{1b}[1;5DX\r", "<one Xtwo three>"),
        ("ab\u{1b}[5~\u{1b}[2~c\r", "<abc>"),
        ("bc\u{1b}[Ha\u{1b}[Fd\r", "<abcd>"),
        ("first\u{1b}\rsecond\r", "<first\\nsecond>"),
        ("one\u{1b}\rsecond\u{1b}[AX\u{1b}[BY\r", "<oneX\\nsecoYnd>"),
        ("use ope\tr\t\r", "<use openrouter >"),
        ("rép\té\t\r", "<répéter >"),
        (
            "\u{1b}[200~run 1\rrun\t2\nrun 3\u{1b}[31m\n\u{1b}[201~\r",
            "<run 1\\nrun\t2\\nrun 3[31m>"
        ),
        ("a\u{1b}[200~\u{1b}[201~b\r", "<ab>"),
    ])
    func keysMakeALine(keys: String, line: String) throws {
        let terminal = try Self.started()
        terminal.send(keys)
        terminal.wait(for: line)
        terminal.wait(for: "probe> ")
    }

    @Test func invalidBytesAreReplaced() throws {
        let terminal = try Self.started(environment: ["LANG": "C"])
        terminal.send("é")
        terminal.wait(for: "é")
        terminal.send("\r")
        terminal.wait(for: "<é>")
    }

    @Test func aSecondTabListsOnceUnderTheLine() throws {
        let terminal = try Self.started(columns: 20, rows: 10)
        terminal.send("a long line that wraps op\t")
        terminal.wait(for: "en")
        terminal.send("\t")
        let list = terminal.wait(for: "openrouter")
        #expect(list.contains("openai"))
        terminal.send("\u{15}done\r")
        let redrawn = terminal.wait(for: "<done>")
        #expect(redrawn.split(separator: "probe> ", omittingEmptySubsequences: false).count == 2)
    }

    @Test func ctrlCDropsTheLineAndCtrlDEnds() throws {
        let terminal = try Self.started()
        terminal.send("dropped")
        terminal.wait(for: "dropped")
        terminal.send(Self.ctrlC)
        terminal.wait(for: "^C\r\ninterrupted")
        terminal.wait(for: "probe> ")
        terminal.send("kept\r")
        terminal.wait(for: "<kept>")
        terminal.wait(for: "probe> ")
        terminal.send("\u{4}")
        terminal.wait(for: "end")
        #expect(terminal.waitForEnd() == 0)
        #expect(terminal.localModes & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
    }

    @Test func aSearchFindsRunsAndSurvivesArrows() throws {
        let terminal = try Self.started()
        for line in ["alpha beta", "gamma", "beta two"] {
            terminal.send(line + "\r")
            terminal.wait(for: "<\(line)>")
            terminal.wait(for: "probe> ")
        }
        terminal.send("\u{12}beta\u{12}\u{1b}[DX\r")
        terminal.wait(for: "<alpha betXa>")
        terminal.wait(for: "probe> ")
        terminal.send("\u{12}gam\r")
        terminal.wait(for: "<gamma>")
        terminal.wait(for: "probe> ")
        terminal.send("mine\u{12}gam\u{7}\r")
        terminal.wait(for: "<mine>")
        terminal.wait(for: "probe> ")
        terminal.send("\u{12}gam")
        terminal.wait(for: "'gam'")
        terminal.send(Self.ctrlC)
        terminal.wait(for: "interrupted")
    }

    @Test func statementsAreSharedByTwoShells() throws {
        let folder = try TemporaryFolder()
        let environment = ["BENCHSH_HISTORY": folder.file("history")]
        let first = try Self.started(environment: environment)
        let second = try Self.started(environment: environment)
        first.send("from the first\r")
        first.wait(for: "<from the first>")
        first.wait(for: "probe> ")
        second.send("from\u{1b}\rthe second\r")
        second.wait(for: "<from\\nthe second>")
        second.wait(for: "probe> ")
        let third = try Self.started(environment: environment)
        third.send("\u{1b}[A\r")
        third.wait(for: "<from\\nthe second>")
        third.wait(for: "probe> ")
        // Two rows of one statement lie between.
        third.send("\u{1b}[A\u{1b}[A\u{1b}[A\r")
        third.wait(for: "<from the first>")
        third.wait(for: "probe> ")
        #expect(
            contents(of: folder.file("history")).hasPrefix("from the first\nfrom\\nthe second\n")
        )
    }

    @Test func aResizeKeepsTheLine() throws {
        let terminal = try Self.started(columns: 60)
        terminal.send("a line of text that is longer than the narrow window")
        terminal.wait(for: "narrow window")
        terminal.resize(columns: 20, rows: 10)
        terminal.wait(for: "probe> ")
        terminal.resize(columns: 100, rows: 10)
        terminal.wait(for: "probe> ")
        terminal.send("!\r")
        terminal.wait(for: "<a line of text that is longer than the narrow window!>")
    }

    @Test(arguments: [false, true])
    func aLineOfTwentyThousandCharacters(isPasted: Bool) throws {
        let terminal = try Self.started(columns: 20, rows: 10)
        let text = String(repeating: "0123456789", count: 2_000)
        terminal.send(isPasted ? "\u{1b}[200~\(text)\u{1b}[201~" : text)
        terminal.send("\r")
        let shown = terminal.wait(for: ">\r\n")
        #expect(shown.hasSuffix("<\(text)>\r\n"))
    }

    @Test func typeAheadIsKeptAndNotShown() throws {
        let terminal = try Self.started()
        terminal.send("job\r")
        terminal.wait(for: "job started")
        #expect(terminal.localModes & tcflag_t(ECHO) == 0)
        kill(terminal.process, SIGINT)
        terminal.wait(for: "job ended")
        terminal.wait(for: "probe> ")
        terminal.send("job\rahead\r")
        terminal.wait(for: "job started")
        kill(terminal.process, SIGINT)
        let shown = terminal.wait(for: "job ended")
        #expect(!shown.contains("ahead"))
        terminal.wait(for: "<ahead>")
    }

    @Test(arguments: [(SIGINT, "interrupt"), (SIGTERM, "terminate"), (SIGHUP, "hangUp")])
    func aJobIsToldOfSignals(signal: Int32, name: String) throws {
        let terminal = try Self.started()
        terminal.send("job\r")
        terminal.wait(for: "job started")
        kill(terminal.process, signal)
        terminal.wait(for: "job: \(name) 1")
        terminal.wait(for: "probe> ")
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV])
    func deathLeavesTheTerminalUsable(signal: Int32) throws {
        let terminal = try Self.started(environment: ["SWIFT_BACKTRACE": "enable=no"])
        #expect(terminal.localModes & tcflag_t(ICANON) == 0)
        kill(terminal.process, signal)
        terminal.wait(for: "\u{1b}[?2004l")
        let status = terminal.waitForEnd()
        #expect(status & 0x7f == signal)
        #expect(terminal.localModes & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
    }

    @Test func aTerminalThatCannotMoveItsCursorReadsPlainLines() throws {
        let terminal = try Self.started(environment: ["TERM": "dumb"])
        terminal.send("plain é\r")
        terminal.wait(for: "<plain é>")
        terminal.wait(for: "probe> ")
        terminal.send(Self.ctrlC)
        terminal.wait(for: "interrupted")
        terminal.wait(for: "probe> ")
        terminal.send("\u{4}")
        terminal.wait(for: "end")
    }

    @Test func anEditrcMayChooseViKeysAndTabStillCompletes() throws {
        let folder = try TemporaryFolder()
        write("bind -v\n", to: folder.file("editrc"))
        let terminal = try Self.started(environment: ["EDITRC": folder.file("editrc")])
        terminal.send("deep\t\r")
        terminal.wait(for: "<deepseek >")
        terminal.wait(for: "probe> ")
        // An escape alone leads to the commands, of which x deletes.
        terminal.send("abc\u{1b}")
        terminal.wait(for: "abc")
        terminal.send("x\r")
        terminal.wait(for: "<ab>")
        terminal.wait(for: "probe> ")
        terminal.send("ad\u{1b}[D\u{1b}[200~b\nc\u{1b}[201~!\r")
        terminal.wait(for: "<b\\nc!ad>")
        terminal.wait(for: "probe> ")
        terminal.send("\u{12}deep\r")
        terminal.wait(for: "<deepseek >")
    }

    @Test func anEditrcMayMakeTheMapAnew() throws {
        let folder = try TemporaryFolder()
        write(
            "bind -e\nbind ^W ed-move-to-beg\nbind ^[[B ed-move-to-end\n",
            to: folder.file("editrc")
        )
        let terminal = try Self.started(environment: ["EDITRC": folder.file("editrc")])
        terminal.send("bc\u{17}a\u{1b}[Bd\r")
        terminal.wait(for: "<abcd>")
        terminal.wait(for: "probe> ")
        terminal.send("\u{12}ab")
        terminal.wait(for: "'ab'")
        terminal.send("\r")
        terminal.wait(for: "<abcd>")
        terminal.wait(for: "probe> ")
        terminal.send("one\u{1b}\rtwo\u{1b}[AX\r")
        terminal.wait(for: "<oneX\\ntwo>")
    }

    @Test func aPasteOfAnySizeComesWhole() throws {
        let terminal = try Self.started(columns: 20, rows: 10)
        let text = String(repeating: "0123456789", count: 120_000)
        terminal.send("\u{1b}[200~\(text)\u{1b}[201~\r")
        let shown = terminal.wait(for: ">\r\n")
        #expect(shown.hasSuffix("<\(text)>\r\n"))
    }

    @Test func aTerminalThatEditsLinesItselfShowsAnInterruptOnce() throws {
        let folder = try TemporaryFolder()
        write("edit off\n", to: folder.file("editrc"))
        for environment in [["TERM": "dumb"], ["EDITRC": folder.file("editrc")]] {
            let terminal = try Self.started(environment: environment)
            terminal.send("dropped")
            terminal.wait(for: "dropped")
            terminal.send(Self.ctrlC)
            #expect(terminal.wait(for: "interrupted") == "^C\r\ninterrupted")
        }
    }
}
