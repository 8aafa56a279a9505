import Testing

/// What is on the screen after the line was drawn over again, as tmux sees it.
@Suite(.serialized, .enabled(if: Window.isAvailable, Window.absence)) struct ScreenTests {
    private static func started(columns: Int, rows: Int = 12) throws -> Window {
        let sandbox = try Sandbox()
        // With a suite in the history no greeting is shown.
        _ = try sandbox.run("-q", "-c", "run on mock/fast")
        let window = try Window(columns: columns, rows: rows, in: sandbox)
        try window.wait(forRow: "benchsh>")
        return window
    }

    @Test func aListUnderALineThatWraps() throws {
        let window = try Self.started(columns: 40)
        try window.send("print 'a line that wraps'; show history mode ")
        try window.press("Tab")
        try Golden.expect("list", in: window)
        try window.send("c")
        try window.press("Tab")
        try window.send("nc")
        try window.press("Tab")
        try Golden.expect("completed", in: window)
    }

    @Test func aWindowThatBecomesNarrower() throws {
        let window = try Self.started(columns: 60)
        try window.send("print 'a line of text that is longer than the narrow window'")
        try window.wait(for: "the line") { $0[0].hasSuffix("narrow") || $0.count > 2 }
        try window.resize(columns: 30, rows: 12)
        try Golden.expect("narrower", in: window)
        try window.send(" 'and more'")
        try Golden.expect("narrower-typed", in: window)
    }

    @Test func aStatementOfSeveralLinesComesBack() throws {
        let window = try Self.started(columns: 40)
        for line in ["for x in 1, 2", "print $x", "end"] {
            try window.send(line)
            try window.wait(for: line) { $0.contains { $0.hasSuffix("> \(line)") } }
            try window.press("Enter")
        }
        try window.wait(forRow: "2")
        try window.press("Up")
        try Golden.expect("recalled", in: window)
        try window.press("Up", "Left", "Left", "Left")
        try window.send("print 'each'; ")
        try Golden.expect("recalled-edited", in: window)
        try window.press("Enter")
        try Golden.expect("recalled-run", in: window)
    }

    @Test func wideCharacters() throws {
        let window = try Self.started(columns: 30)
        try window.send("print '日本語テスト' 'é' 'wrapped 日本語'")
        try Golden.expect("wide", in: window)
        try window.press("Left", "Left", "Left", "BSpace", "BSpace")
        try window.send("x漢")
        try Golden.expect("wide-edited", in: window)
        try window.press("Home")
        try window.press("Right", "Right", "Right", "Right", "Right", "Right", "Right", "DC")
        try window.send("a")
        try Golden.expect("wide-start", in: window)
    }

    /// The figures are new each time, so what counts is where the rows stand.
    @Test(arguments: [80, 20])
    func nothingStaysOfTheStatusOfARun(columns: Int) throws {
        let window = try Self.started(columns: columns, rows: 100)
        try window.send("set mock tokens 4; run 4 on mock/slow")
        try window.press("Enter")
        let bar: (String) -> Bool = { $0.contains("█") || $0.contains("░") }
        try window.wait(for: "the status") { $0.contains(where: bar) }
        try window.send("print 'after' 'wards'")
        try window.press("Enter")
        let rows = try window.wait(for: "the prompt") { rows in
            rows.contains("after wards") && rows.dropLast().last == "benchsh>"
        }
        #expect(!rows.contains(where: bar))
        let heading = try #require(rows.firstIndex { $0.contains("run") && $0.contains("ttft ms") })
        let first = heading + 1
        let wanted = ["1", "2", "3", "4", "", "suite 2: multi,"]
        for (row, text) in zip(rows[first...], wanted) {
            #expect(
                text.isEmpty ? row.isEmpty : row.contains(text),
                "\(rows.joined(separator: "\n"))"
            )
        }
    }
}
