import Glibc
import Testing

/// Ctrl-C at each place of a session at the terminal.
@Suite(.serialized) struct InterruptTests {
    private static let interrupt = "\u{3}"
    private static let end = "\u{4}"

    @Test func atThePrompt() throws {
        let terminal = try Sandbox().terminal()
        terminal.wait(for: "benchsh> ")
        terminal.send("print 'dropped'")
        terminal.wait(for: "'dropped'")
        terminal.send(Self.interrupt)
        #expect(!terminal.wait(for: "benchsh> ").contains("leaves"))
        terminal.send(Self.interrupt)
        terminal.wait(for: "Ctrl-D or 'exit' leaves")
        terminal.wait(for: "benchsh> ")
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
    }

    @Test func inAStatementOfSeveralLines() throws {
        let terminal = try Sandbox().terminal()
        terminal.wait(for: "benchsh> ")
        terminal.send("for x in 1, 2\r")
        terminal.wait(for: "…> ")
        terminal.send("print 'never'")
        terminal.wait(for: "'never'")
        terminal.send(Self.interrupt)
        terminal.wait(for: "benchsh> ")
        terminal.send("print 'still' 'here'\r")
        terminal.wait(for: "still here")
        terminal.wait(for: "benchsh> ")
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
    }

    @Test(arguments: [
        "delete suite 1; print 'not' 'reached'", "for i in 1, 2; delete suite 1; end",
    ])
    func atAQuestion(statement: String) throws {
        let sandbox = try Sandbox()
        let terminal = try sandbox.terminal("-c", "run on mock/fast", "-i")
        terminal.wait(for: "benchsh> ")
        terminal.send(statement + "\r")
        terminal.wait(for: "[y/N] ")
        terminal.send(Self.interrupt)
        let shown = terminal.wait(for: "benchsh> ")
        #expect(!shown.contains("not reached") && !shown.contains("[y/N]"))
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
        #expect(try sandbox.rows("select count(*) from suites;") == ["1"])
    }

    @Test(arguments: [
        ("print 'wait' 'ing'; wait 1d", "wait ing"), (Endless.query, "ask ing"),
    ])
    func inWork(statement: String, sign: String) throws {
        let terminal = try Sandbox().terminal()
        terminal.wait(for: "benchsh> ")
        terminal.send(statement + "\r")
        terminal.wait(for: sign)
        terminal.send(Self.interrupt)
        terminal.wait(for: "interrupted")
        terminal.wait(for: "benchsh> ")
        terminal.send(Self.end)
        #expect(terminal.end() == 0)
    }

    @Test func twiceWhereOnceHasToWait() throws {
        let terminal = try Sandbox().terminal("-c", "run on mock/fast", "-i")
        terminal.wait(for: "benchsh> ")
        terminal.send(Endless.statement + "\r")
        terminal.wait(for: "judg ing")
        terminal.insist(Self.interrupt)
        #expect(terminal.end() == 130)
    }
}
