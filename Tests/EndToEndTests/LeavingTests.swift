import Glibc
import Testing

/// Every way out of the prompt; each ends with a look at the terminal, which must be as it was.
@Suite(.serialized) struct LeavingTests {
    @Test(arguments: ["exit", "quit", "\\q", "run 2 on mock/fast; exit", "print 1; exit"])
    func aStatement(statement: String) throws {
        let terminal = try Sandbox().terminal()
        terminal.wait(for: "benchsh> ")
        terminal.send(statement + "\r")
        #expect(terminal.end() == 0)
    }

    @Test func aStatementBehindScripts() throws {
        let terminal = try Sandbox().terminal("-i", "-c", "print 'first'")
        terminal.wait(for: "benchsh> ")
        terminal.send("exit 3\r")
        #expect(terminal.end() == 3)
    }

    @Test(arguments: [
        (SIGTERM, "run 60x2 on mock/slow", "2/60 "), (SIGHUP, "run 60x2 on mock/slow", "2/60 "),
        (SIGTERM, "print 'wait' 'ing'; wait 1d", "wait ing"),
        (SIGHUP, "print 'wait' 'ing'; wait 1d", "wait ing"),
        (SIGTERM, Endless.query, "ask ing"), (SIGTERM, Endless.statement, "judg ing"),
    ])
    func aSignal(signal: Int32, statement: String, sign: String) throws {
        let terminal = try Sandbox().terminal("-c", "set mock tokens 4; run on mock", "-i")
        terminal.wait(for: "benchsh> ")
        terminal.send(statement + "\r")
        terminal.wait(for: sign)
        terminal.signal(signal)
        // Where nothing has to be kept, the signal itself is the end.
        let code = terminal.end()
        #expect(code == nil || code == 128 + signal)
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func aSignalAtThePrompt(signal: Int32) throws {
        let terminal = try Sandbox().terminal()
        terminal.wait(for: "benchsh> ")
        terminal.send("half a line")
        terminal.wait(for: "half a line")
        terminal.signal(signal)
        #expect(terminal.end() == nil)
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func aSignalAtAQuestion(signal: Int32) throws {
        let terminal = try Sandbox().terminal("-c", "run on mock/fast", "-i")
        terminal.wait(for: "benchsh> ")
        terminal.send("delete suite 1\r")
        terminal.wait(for: "[y/N] ")
        terminal.signal(signal)
        #expect(terminal.end() == 128 + signal)
    }
}

/// Statements that end by a signal only, and say when they have begun.
enum Endless {
    static let query =
        "print 'ask' 'ing'; with recursive n(i) as (select 1 union all select i + 1 from n) "
        + "select count(*) from n;"
    /// The pattern can match in more ways than can ever be tried.
    static let statement = #"print 'judg' 'ing'; expect output matches "(.|.)*(.|.)*~""#
}
