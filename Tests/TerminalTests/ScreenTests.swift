import Terminal
import Testing

@Suite struct ScreenTests {
    @Test(
        arguments: [
            (ColorMode.auto, [:], true, false), (.auto, ["TERM": "xterm"], false, false),
            (.auto, ["TERM": ""], true, false),
            (.auto, ["NO_COLOR": "1", "TERM": "xterm"], true, false),
            (.auto, ["NO_COLOR": "", "TERM": "xterm"], true, true),
            (.auto, ["TERM": "dumb"], true, false), (.auto, ["TERM": "xterm"], true, true),
            (.auto, ["CLICOLOR_FORCE": "1"], false, true),
            (.auto, ["CLICOLOR_FORCE": "0"], false, false),
            (.auto, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false, false),
            (.always, ["NO_COLOR": "1"], false, true),
            (.never, ["CLICOLOR_FORCE": "1"], true, false),
        ] as [(ColorMode, [String: String], Bool, Bool)]
    )
    func color(mode: ColorMode, environment: [String: String], isTerminal: Bool, allowed: Bool) {
        #expect(mode.allowsColor(environment: environment, isTerminal: isTerminal) == allowed)
    }

    @Test(
        "Characters beyond ASCII are drawn unless a locale says otherwise",
        arguments: [
            ([:], true), (["LANG": "C"], false), (["LANG": "en_US.UTF-8"], true),
            (["LC_ALL": "C.utf8", "LANG": "C"], true),
            (["LC_ALL": "", "LC_CTYPE": "POSIX"], false),
            (["LC_ALL": "de_DE.ISO-8859-1", "LANG": "de_DE.UTF-8"], false),
        ] as [([String: String], Bool)]
    )
    func locale(environment: [String: String], drawsUnicode: Bool) {
        #expect(Screen(descriptor: -1, environment: environment).drawsUnicode == drawsUnicode)
    }

    @Test func aPipeHasNoSize() {
        let pipe = makePipe()
        let screen = Screen(descriptor: pipe.writing, environment: ["TERM": "xterm"])
        #expect(!screen.isTerminal && !screen.movesCursor && !screen.usesColor)
        #expect(screen.size == nil)
    }

    @Test(
        arguments: [
            (["COLUMNS": "20", "LINES": "7"], 20, 7), ([:], 80, 24),
            (["COLUMNS": "-3", "LINES": "99999999999999999999"], 80, 24),
        ] as [([String: String], Int, Int)]
    )
    func aPretendedTerminalHasTheSizeOfTheEnvironment(
        environment: [String: String],
        columns: Int,
        rows: Int
    ) {
        let pretended = environment.merging(["BENCHSH_FORCE_TTY": "1", "TERM": "xterm"]) { $1 }
        let screen = Screen(descriptor: makePipe().writing, environment: pretended)
        #expect(screen.isTerminal && screen.movesCursor && screen.usesColor)
        #expect(screen.size == WindowSize(columns: columns, rows: rows))
    }
}
