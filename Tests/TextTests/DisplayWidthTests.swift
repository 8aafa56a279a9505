import Testing
import Text

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ｱ", 1), ("Ａ", 2),
        ("🎉", 2), ("👩‍👩‍👧", 2), ("❤️", 2), ("🇫🇷", 2), ("✓✗≈–…", 5), ("▁▂▃█", 4), ("한글", 4), ("👍🏽", 2),
        ("ｆｕｌｌ", 8), ("Ünïcödé", 7),
        ("\u{1112}\u{1161}\u{11ab}", 2), ("a\u{200b}b", 2), ("\u{1}\u{7f}", 0),
        ("\u{1b}[31mred\u{1b}[0m", 3), ("\u{1b}[1;38;5;12mx", 1), ("\u{1b}]0;title\u{7}x", 1),
        ("\u{1b}[0m\u{301}x", 1), ("\u{1b}", 0), ("\u{1b}[", 0),
    ])
    func width(text: String, cells: Int) {
        #expect(text.displayWidth == cells)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
        ("abc", -1, ""), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本", 4, "日本"),
        ("\u{1b}[31mabcdef\u{1b}[0m", 4, "\u{1b}[31mabc…\u{1b}[0m"),
        ("\u{1b}[31mabc\u{1b}[0m", 3, "\u{1b}[31mabc\u{1b}[0m"),
    ])
    func clip(text: String, width: Int, clipped: String) {
        #expect(text.clipped(to: width) == clipped)
        #expect(text.clipped(to: width).displayWidth <= max(0, width))
    }

    @Test(arguments: [
        ("ab", 4, false, "ab  "), ("ab", 4, true, "  ab"), ("日", 3, false, "日 "),
        ("abc", 2, false, "abc"), ("\u{1b}[1ma\u{1b}[0m", 2, true, " \u{1b}[1ma\u{1b}[0m"),
    ])
    func pad(text: String, width: Int, right: Bool, padded: String) {
        #expect(text.padded(to: width, leaningRight: right) == padded)
    }

    @Test(
        "Text from a server cannot steer the terminal",
        arguments: [
            ("plain – ünïcödé 日本 👩‍💻", "plain – ünïcödé 日本 👩‍💻", nil),
            ("\u{1B}[2J", "\\x1b[2J", nil),
            ("a\r\nb\tc", "a\\r\\nb\\tc", "a\\r\nb\tc"),
            ("\u{0}\u{7}\u{7F}\u{9B}31m", "\\x00\\x07\\x7f\\x9b31m", nil),
            ("\u{202E}evil\u{2028}", "\\u{202e}evil\\u{2028}", nil),
        ] as [(String, String, String?)]
    )
    func writtenOut(text: String, line: String, lines: String?) {
        #expect(text.onOneLine == line)
        #expect(text.onItsLines == lines ?? line)
        #expect(
            text.onOneLine.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        )
    }
}
