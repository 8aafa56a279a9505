import Testing
import Text

@Suite struct WrappingTests {
    @Test(
        arguments: [
            ("one two three", 9, 0, ["one two", "three"]),
            ("one two three", 7, 2, ["one two", "  three"]),
            ("one two three four", 9, 4, ["one two", "    three", "    four"]),
            ("  label      some words", 18, 13, ["  label      some", "             words"]),
            ("unbreakable", 4, 2, ["unbreakable"]),
            ("a unbreakable b", 4, 2, ["a", "  unbreakable", "  b"]),
            ("a  b", 10, 0, ["a  b"]),
            ("a\nb c", 10, 2, ["a", "  b c"]),
            ("日本 語の 文字", 9, 0, ["日本 語の", "文字"]),
            ("", 10, 2, [""]),
        ] as [(String, Int, Int, [String])]
    )
    func linesBreakAtSpaces(text: String, width: Int, indent: Int, lines: [String]) {
        #expect(text.wrapped(to: width, hanging: indent) == lines)
    }
}
