import Glibc
import Terminal
import Testing

@Suite struct LiveRegionTests {
    private static func written(
        environment: [String: String] = ["BENCHSH_FORCE_TTY": "1", "TERM": "xterm"],
        columns: Int = 20,
        rows: Int = 5,
        _ body: (inout LiveRegion, TextOutput) throws -> Void
    ) throws -> String {
        let pipe = makePipe()
        let output = TextOutput(descriptor: pipe.writing)
        let sized = environment.merging(["COLUMNS": "\(columns)", "LINES": "\(rows)"]) { $1 }
        var region = LiveRegion(
            output: output,
            screen: Screen(descriptor: pipe.writing, environment: sized)
        )
        try body(&region, output)
        close(pipe.writing)
        defer { close(pipe.reading) }
        return String(decoding: readAll(pipe.reading), as: UTF8.self)
    }

    @Test func aSecondFrameTakesTheFirstOnesPlace() throws {
        let text = try Self.written { region, _ in
            try region.draw(["one", "two"])
            try region.draw(["three"])
            try region.clear()
        }
        #expect(text == "one\r\ntwo" + "\r\u{1b}[1A\u{1b}[Jthree" + "\r\u{1b}[J")
    }

    @Test func rowsAreClippedToTheWindow() throws {
        let text = try Self.written(columns: 6, rows: 3) { region, _ in
            try region.draw(["\u{1b}[1mabcdefgh\u{1b}[0m", "日本語", "third"])
        }
        #expect(text == "\u{1b}[1mabcd…\u{1b}[0m\r\n日本…")
    }

    @Test func resultsAppearAboveTheRegion() throws {
        let text = try Self.written { region, output in
            try region.draw(["status"])
            try region.above { try output.write("result\n") }
        }
        #expect(text == "status" + "\r\u{1b}[J" + "result\n" + "status")
    }

    @Test func aRegionThatIsNotDrawnIsNotDrawnByAResult() throws {
        let text = try Self.written { region, output in
            try region.draw(["status"])
            try region.clear()
            try region.above {
                try output.write("result\n")
                try output.flush()
            }
            try region.clear()
        }
        #expect(text == "status\r\u{1b}[Jresult\n")
    }

    @Test(arguments: [["TERM": "xterm"], ["BENCHSH_FORCE_TTY": "1", "TERM": "dumb"]])
    func nothingIsDrawnWhereTheCursorCannotMove(environment: [String: String]) throws {
        let text = try Self.written(environment: environment) { region, output in
            try region.draw(["status"])
            try region.above { try output.write("result\n") }
            try region.clear()
            try output.flush()
        }
        #expect(text == "result\n")
    }
}
