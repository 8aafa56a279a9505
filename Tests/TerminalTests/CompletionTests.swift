import Testing
import Text

@testable import Terminal

@Suite struct CompletionTests {
    @Test(
        arguments: [
            ("x", 1, [], .nothing),
            ("use op", 6, [("openai", 4)], .replace(from: 4, with: "openai ")),
            ("use op x", 6, [("openai", 4)], .replace(from: 4, with: "openai")),
            ("o", 1, [("openai", 0), ("openrouter", 0)], .replace(from: 0, with: "open")),
            ("OP", 2, [("openai", 0), ("openrouter", 0)], .replace(from: 0, with: "open")),
            ("é r", 4, [("répéter", 3), ("répondre", 3)], .replace(from: 3, with: "rép")),
            ("x", 1, [("bad", 2)], .nothing), ("x", 1, [("bad", -1)], .nothing),
            ("", 0, [("\u{1b}[2J", 0)], .replace(from: 0, with: "\\x1b[2J ")),
        ] as [(String, Int, [(String, Int)], CompletionStep)]
    )
    func step(line: String, cursor: Int, candidates: [(String, Int)], expected: CompletionStep) {
        let candidates = candidates.map { Candidate(replaceFromByte: $1, text: $0) }
        let step = CompletionStep(line: line, cursor: cursor, candidates: candidates)
        #expect(step == expected)
    }

    @Test(arguments: [
        ("open", ["openai", "openrouter"], [0, 0]), ("zz", ["openai", "openrouter"], [0, 0]),
        ("a b", ["one", "b two"], [2, 0]),
    ])
    func severalThatShareNoMoreAreListed(line: String, texts: [String], starts: [Int]) {
        let candidates = zip(texts, starts).map { Candidate(replaceFromByte: $1, text: $0) }
        let step = CompletionStep(
            line: line,
            cursor: line.utf8.count,
            candidates: candidates
        )
        #expect(step == .list(candidates))
    }

    private static func rows(_ texts: [(String, String?)], columns: Int, rows: Int) -> String {
        CandidateList.rows(
            texts.map { Candidate(replaceFromByte: 0, text: $0, note: $1) },
            in: WindowSize(columns: columns, rows: rows)
        )
    }

    @Test func notesAreAlignedByDisplayWidth() {
        let rows = Self.rows([("日本", "wide"), ("abc", "narrow")], columns: 80, rows: 24)
        #expect(rows == "  日本  wide\n  abc   narrow\n")
    }

    @Test func wordsFillColumnsDownwards() {
        let words = ["a", "b", "c", "d", "e"].map { ($0, String?.none) }
        #expect(Self.rows(words, columns: 10, rows: 24) == "  a  c  e\n  b  d\n")
    }

    @Test(arguments: [(20, 10), (5, 3), (1, 1), (300, 2)])
    func theListFitsTheWindow(columns: Int, height: Int) {
        let words = (0..<500).map { ("candidate-\($0)-日本語", Optional("a note")) }
        let lines = Self.rows(words, columns: columns, rows: height).split(separator: "\n")
        #expect(lines.count <= max(1, height / 2))
        #expect(lines.allSatisfy { String($0).displayWidth <= max(1, columns - 1) })
    }

    @Test func pressesCloseTogetherAreCounted() {
        let start = ContinuousClock.now
        var count = PressCount()
        let presses = [0.0, 1.5, 3.5, 5.6, 5.7].map {
            count.press(at: start + .seconds($0))
        }
        #expect(presses == [1, 2, 3, 1, 2])
    }
}
