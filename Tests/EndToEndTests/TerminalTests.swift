import Glibc
import Testing

/// The prompt on a terminal.
@Suite(.serialized) struct TerminalTests {
    private static let interrupt = "\u{3}"
    private static let end = "\u{4}"

    @Test func aSessionAtTheTerminal() throws {
        let sandbox = try Sandbox()
        let terminal = try sandbox.terminal()
        terminal.wait(for: "a shell for benchmarking LLM APIs")
        terminal.wait(for: "benchsh> ")
        terminal.send("use mock/fast\r")
        terminal.wait(for: "target is now mock/fast")
        terminal.wait(for: "mock/fast> ")
        terminal.send("this is dropped")
        terminal.wait(for: "this is dropped")
        terminal.send(Self.interrupt)
        terminal.wait(for: "mock/fast> ")
        terminal.send("show h\t")
        terminal.wait(for: "istory")
        terminal.send("\r")
        terminal.wait(for: "latency ms")
        terminal.wait(for: "mock/fast> ")
        terminal.send("run with max_tokens 3\r")
        terminal.wait(for: "suite 1")
        terminal.wait(for: "3 out")
        terminal.wait(for: "mock/fast> ")
        // The caret is under the word; in a statement of two lines a line is shown for it.
        terminal.send("use mock; rnu\r")
        let margin = String(repeating: " ", count: "mock/fast> use mock; ".count)
        terminal.wait(for: "2004l\(margin)^^^ did you mean 'run'?")
        terminal.send("print 1 \\\r rnu )\r")
        terminal.wait(for: "2 |  rnu )")
        terminal.wait(for: "mock/fast> ")
        terminal.send("delete suite 1\r")
        terminal.wait(for: "delete suite 1 with 1 run? [y/N] ")
        terminal.send("n\r")
        terminal.wait(for: "nothing was deleted")
        terminal.wait(for: "mock/fast> ")
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
        let statements = Sandbox.contents(of: sandbox.folder + "/state/benchsh/history")
        #expect(statements.hasPrefix("use mock/fast\nshow history"))
        #expect(!statements.contains("dropped"))
    }

    @Test func withoutAHistoryThePromptSaysSoAndStarts() throws {
        let sandbox = try Sandbox()
        sandbox.write("no database", to: "notes.txt")
        let terminal = try sandbox.terminal("--db", "notes.txt")
        terminal.wait(for: "warning: 'notes.txt' is not a history of benchsh")
        terminal.wait(for: "nothing can be measured or listed")
        terminal.wait(for: "benchsh> ")
        terminal.send("run on mock/fast\r")
        terminal.wait(for: "error: 'notes.txt' is not a history of benchsh")
        terminal.wait(for: "benchsh> ")
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
        #expect(Sandbox.contents(of: sandbox.folder + "/notes.txt") == "no database")
    }

    @Test func ctrlCStopsASuiteAndTheShellStays() throws {
        let sandbox = try Sandbox()
        let terminal = try sandbox.terminal()
        terminal.wait(for: "benchsh> ")
        terminal.send("set mock tokens 4; run 60x2 on mock/slow\r")
        terminal.wait(for: "3/60 ")
        terminal.send(Self.interrupt)
        terminal.wait(for: "suite 1: concurrent, mock/slow, 60 requests")
        terminal.wait(for: "cancelled")
        terminal.wait(for: "benchsh> ")
        terminal.send("exit 5\r")
        #expect(terminal.end() == 5)
        #expect(try sandbox.rows("select status from suites;") == ["interrupted"])
    }

    @Test func theInitFileRunsBeforeThePrompt() throws {
        let sandbox = try Sandbox()
        mkdir(sandbox.folder + "/config", 0o755)
        mkdir(sandbox.folder + "/config/benchsh", 0o755)
        // A code that looks like a signal's ends the file and not the shell.
        let text = "use mock/fast\nset runs 2\nexit 200\n"
        sandbox.write(text, to: "config/benchsh/init.bench")
        let terminal = try sandbox.terminal()
        terminal.wait(for: "mock/fast> ")
        terminal.send("set runs\r")
        terminal.wait(for: "runs = 2")
        terminal.send("exit\r")
        #expect(terminal.end() == 0)
        let without = try sandbox.terminal("-X")
        without.wait(for: "benchsh> ")
        without.send(Self.end)
        #expect(without.end() == 0)
    }

    @Test func aScriptCanLeadToThePrompt() throws {
        let terminal = try Sandbox().terminal("-i", "-c", "let x = 7")
        terminal.wait(for: "benchsh> ")
        terminal.send("print \"x is $x\"\r")
        terminal.wait(for: "x is 7")
        terminal.wait(for: "benchsh> ")
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
    }

    @Test func longResultsGoThroughThePager() throws {
        let pager = "sed 's/^setting  *prompt/paged/'"
        let terminal = try Sandbox().terminal(environment: ["BENCHSH_PAGER": pager])
        terminal.wait(for: "benchsh> ")
        terminal.send("show settings as line\r")
        terminal.wait(for: "paged")
        terminal.wait(for: "benchsh> ")
        terminal.send("set pager off; show settings as line\r")
        terminal.wait(for: "setting       prompt")
        terminal.wait(for: "benchsh> ")
        terminal.send("exit 4\r")
        #expect(terminal.end() == 4)
    }

    @Test func whoLeavesThePagerEndsTheQuery() throws {
        let terminal = try Sandbox().terminal(environment: ["BENCHSH_PAGER": "head -3"])
        terminal.wait(for: "benchsh> ")
        // It has no last row.
        terminal.send("with recursive n(i) as (select 1 union all select i + 1 from n) ")
        terminal.send("select i from n;\r")
        terminal.wait(for: "benchsh> ")
        terminal.send("print 'after' 'wards'\r")
        terminal.wait(for: "after wards")
        terminal.wait(for: "benchsh> ")
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
    }

    @Test func aPagerThatFailsLateIsTold() throws {
        let pager = "head -c 20000000 > /dev/null; exit 3"
        let terminal = try Sandbox().terminal(environment: ["BENCHSH_PAGER": pager])
        terminal.wait(for: "benchsh> ")
        // Its rows are not cut to the window.
        terminal.send("set format csv\r")
        terminal.wait(for: "benchsh> ")
        terminal.send("with recursive n(i) as (select 1 union all select i + 1 from n) ")
        terminal.send("select printf('%020000d', i) from n;\r")
        terminal.wait(for: "warning: the pager failed")
        terminal.wait(for: "benchsh> ")
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
    }

    @Test func aDumbTerminalHasNoPager() throws {
        let environment = ["BENCHSH_PAGER": "sed s/^/paged/", "TERM": "dumb"]
        let terminal = try Sandbox().terminal(environment: environment)
        terminal.wait(for: "benchsh> ")
        terminal.send("show settings as line\r")
        #expect(!terminal.wait(for: "max_tokens_limit").contains("paged"))
        terminal.wait(for: "benchsh> ")
        terminal.send("exit\r")
        #expect(terminal.end() == 0)
    }

    @Test(arguments: ["no-such-pager-anywhere", "false"])
    func aPagerThatFailsLosesNothing(pager: String) throws {
        let terminal = try Sandbox().terminal(environment: ["BENCHSH_PAGER": pager])
        terminal.wait(for: "benchsh> ")
        terminal.send("show settings as line\r")
        terminal.wait(for: "max_tokens_limit")
        terminal.wait(for: "benchsh> ")
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
    }

    @Test func coloursAreForTerminals() throws {
        let terminal = try Sandbox().terminal(
            "-c",
            "run 2 on mock/fast with max_tokens 2",
            environment: ["NO_COLOR": ""]
        )
        let shown = terminal.wait(for: "2/2")
        #expect(shown.contains("\u{1b}["))
        #expect(terminal.end() == 0)
    }
}
