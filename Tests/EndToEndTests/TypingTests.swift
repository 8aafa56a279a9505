import Glibc
import Testing

/// Keys and what else comes in at a terminal.
@Suite(.serialized) struct TypingTests {
    private static let end = "\u{4}"

    private static func started(in sandbox: Sandbox? = nil) throws -> PseudoTerminal {
        let terminal = try (sandbox ?? Sandbox()).terminal()
        terminal.wait(for: "benchsh> ")
        return terminal
    }

    private static func leave(_ terminal: PseudoTerminal) {
        terminal.wait(for: "benchsh> ")
        terminal.send(end)
        #expect(terminal.end() == 0)
    }

    @Test func charactersOfAllKinds() throws {
        let sandbox = try Sandbox()
        let terminal = try Self.started(in: sandbox)
        terminal.send("print 'é日本🎉' 'y'\u{1b}[D\u{7f}z\r")
        terminal.wait(for: "é日本🎉 z")
        Self.leave(terminal)
        let statements = Sandbox.contents(of: sandbox.folder + "/state/benchsh/history")
        #expect(statements == "print 'é日本🎉' 'z'\n")
    }

    @Test func aPasteOfSeveralStatementsWaitsForEnter() throws {
        let terminal = try Self.started()
        terminal.send("\u{1b}[200~print 1 + 1\nprint 'sec' 'ond'\n\u{1b}[201~")
        #expect(!terminal.wait(for: "'ond'").contains("1 + 1\r\n1"))
        terminal.send("\r")
        terminal.wait(for: "sec ond")
        Self.leave(terminal)
    }

    @Test func tabCompletesBehindALineBefore() throws {
        let terminal = try Self.started()
        terminal.send("run 2 \\\r")
        terminal.wait(for: "…> ")
        terminal.send("on moc\t/fas\t\r")
        terminal.wait(for: "suite 1: multi, mock/fast, 2 requests")
        Self.leave(terminal)
    }

    @Test func tabCompletesAQuery() throws {
        let terminal = try Self.started()
        terminal.send("select cou\t*) from sui\twhe\tsuite > 1;\r")
        terminal.wait(for: "count(*)")
        Self.leave(terminal)
    }

    @Test func whatIsTypedAheadIsKept() throws {
        let terminal = try Self.started()
        terminal.send("set mock tokens 4; run 3 on mock/slow\rprint 'a' 'head'\r")
        let shown = terminal.wait(for: "suite 1: multi")
        #expect(!shown.contains("print 'a'"))
        terminal.wait(for: "a head")
        Self.leave(terminal)
    }

    @Test func aResizeDuringARun() throws {
        let terminal = try Self.started()
        terminal.send("set mock tokens 4; run 6 on mock/slow\r")
        terminal.wait(for: "1/6")
        terminal.resize(columns: 20, rows: 6)
        terminal.wait(for: "4/6")
        terminal.resize(columns: 100, rows: 24)
        terminal.wait(for: "suite 1: multi, mock/slow, 6 requests")
        Self.leave(terminal)
    }

    @Test func twoShellsKeepEachOthersStatements() throws {
        let sandbox = try Sandbox()
        let terminals = try [Self.started(in: sandbox), Self.started(in: sandbox)]
        for (index, terminal) in terminals.enumerated() {
            terminal.send("run on mock/fast; print 'shell' \(index)\r")
            terminal.wait(for: "shell \(index)")
        }
        for terminal in terminals { Self.leave(terminal) }
        let statements = Sandbox.contents(of: sandbox.folder + "/state/benchsh/history")
        #expect(
            statements == """
                run on mock/fast; print 'shell' 0
                run on mock/fast; print 'shell' 1

                """
        )
        #expect(try sandbox.rows("select count(*), max(suite) from suites;") == ["2,2"])
    }
}
