import Testing
import Text

struct EnumerationTests {
    @Test(arguments: [
        ([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c"),
    ])
    func joinsAsProseDoes(words: [String], text: String) {
        #expect(Enumeration.text(words, "or") == text)
    }
}
