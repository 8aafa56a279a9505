import Rendering
import Testing

@Suite struct DisplayWidthTests {
    @Test(
        "Cells a text takes on a terminal",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("👍🏽", 2), ("👩‍💻", 2), ("🇩🇪", 2),
            ("❤️", 2), ("a\u{200B}b", 2), ("≈64", 3), ("ｆｕｌｌ", 8), ("█▌", 2),
        ]
    )
    func width(text: String, cells: Int) {
        #expect(text.displayWidth == cells)
    }

    @Test(
        "Text from a server cannot steer the terminal",
        arguments: [
            ("plain – ünïcödé 日本 👩‍💻", "plain – ünïcödé 日本 👩‍💻"),
            ("\u{1B}[2J", "\\x1b[2J"),
            ("a\r\nb\tc", "a\\r\\nb\\tc"),
            ("\u{0}\u{7F}\u{9B}31m", "\\x00\\x7f\\x9b31m"),
            ("\u{202E}evil\u{2028}", "\\u{202e}evil\\u{2028}"),
        ]
    )
    func oneLine(text: String, line: String) {
        #expect(text.onOneLine == line)
        #expect(
            text.onOneLine.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        )
    }
}
