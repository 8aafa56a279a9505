import Glibc
import Testing

/// Ctrl-Z and `fg`, with a shell that has jobs.
@Suite(.serialized) struct StopTests {
    private static let stop = "\u{1a}"

    private static func started() throws -> PseudoTerminal {
        let terminal = try Sandbox().jobShell()
        terminal.wait(for: "sh> ")
        terminal.send("$benchsh\r")
        terminal.wait(for: "benchsh> ")
        return terminal
    }

    private static func leave(_ terminal: PseudoTerminal) {
        terminal.wait(for: "benchsh> ")
        terminal.send("exit\r")
        terminal.wait(for: "sh> ")
        terminal.send("exit 0\r")
        #expect(terminal.end() == 0)
    }

    @Test func atThePrompt() throws {
        let terminal = try Self.started()
        terminal.send("print 'half")
        terminal.wait(for: "'half")
        terminal.send(Self.stop)
        terminal.wait(for: "sh> ")
        #expect(terminal.hasModes(ICANON | ECHO))
        terminal.send("fg\r")
        terminal.wait(for: "print 'half")
        terminal.send("way'\r")
        terminal.wait(for: "halfway\r\n")
        Self.leave(terminal)
    }

    @Test func duringARun() throws {
        let terminal = try Self.started()
        terminal.send("set mock tokens 4; run 20 on mock/slow\r")
        terminal.wait(for: "2/20")
        #expect(!terminal.hasModes(ECHO))
        terminal.send(Self.stop)
        terminal.wait(for: "sh> ")
        #expect(terminal.hasModes(ICANON | ECHO))
        terminal.send("fg\r")
        terminal.wait(forEcho: false)
        terminal.wait(for: "suite 1: multi, mock/slow, 20 requests")
        Self.leave(terminal)
    }
}
