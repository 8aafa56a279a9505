import Terminal
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ｱ", 1), ("Ａ", 2),
        ("🎉", 2), ("👩‍👩‍👧", 2), ("❤️", 2), ("🇫🇷", 2), ("✓✗≈–…", 5), ("▁▂▃█", 4), ("한글", 4),
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
        #expect(text.clipped(toWidth: width) == clipped)
        #expect(text.clipped(toWidth: width).displayWidth <= max(0, width))
    }

    @Test(arguments: [
        ("ab", 4, false, "ab  "), ("ab", 4, true, "  ab"), ("日", 3, false, "日 "),
        ("abc", 2, false, "abc"), ("\u{1b}[1ma\u{1b}[0m", 2, true, " \u{1b}[1ma\u{1b}[0m"),
    ])
    func pad(text: String, width: Int, right: Bool, padded: String) {
        #expect(text.padded(toWidth: width, alignedRight: right) == padded)
    }

    @Test(arguments: [
        ("plain text é 日", false, "plain text é 日"), ("\u{1b}[2J", false, "␛[2J"),
        ("a\nb\tc", false, "a␊b␉c"), ("a\nb\tc", true, "a\nb\tc"), ("a\r\nb", true, "a␍\nb"),
        ("\u{7}\u{0}\u{7f}", true, "␇␀␡"), ("\u{9b}2J", true, "\\u{9b}2J"),
        ("a\u{202e}b", true, "a\\u{202e}b"), ("👩‍👩‍👧", false, "👩‍👩‍👧"),
    ])
    func sanitize(text: String, keepingLayout: Bool, safe: String) {
        #expect(text.sanitized(keepingLayout: keepingLayout) == safe)
    }
}
