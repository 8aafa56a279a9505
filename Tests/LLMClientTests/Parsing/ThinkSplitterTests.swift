import Testing

@testable import LLMClient

struct ThinkSplitterTests {
    @Test(arguments: [
        ("answer", "", "answer"),
        ("<think>why</think>answer", "why", "answer"),
        (" \n<think>why</think>\n\nanswer", "why", "\n\nanswer"),
        ("<think></think>answer", "", "answer"),
        ("<think>a < b </thin </thinker></think>x", "a < b </thin </thinker>", "x"),
        ("<think>why", "why", ""),
        ("<think>why</thin", "why</thin", ""),
        ("<thinking>not a block", "", "<thinking>not a block"),
        ("<thi", "", "<thi"),
        ("  ", "", "  "),
        ("x<think>not leading</think>", "", "x<think>not leading</think>"),
        ("<think>a</think>b<think>c</think>", "a", "b<think>c</think>"),
        ("<think>é€</think>😀", "é€", "😀"),
        ("", "", ""),
    ])
    func partsOneLeadingBlockInEveryCut(text: String, reasoning: String, answer: String) {
        for pieces in Pieces.cuts(of: Array(text.utf8)) {
            #expect(split(pieces, openImplied: false) == [reasoning, answer])
        }
    }

    @Test(arguments: [
        ("why</think>answer", "why", "answer"), ("why", "why", ""),
        ("</think>answer", "", "answer"),
    ])
    func startsInsideWhereTheTemplateOpensTheBlock(
        text: String,
        reasoning: String,
        answer: String
    ) {
        for pieces in Pieces.cuts(of: Array(text.utf8)) {
            #expect(split(pieces, openImplied: true) == [reasoning, answer])
        }
    }

    @Test func isDoneOnceOnlyAnswerCanFollow() {
        var splitter = ThinkSplitter(openImplied: false)
        splitter.feed(Array("<think>a".utf8)) { _, _ in }
        #expect(!splitter.isDone)
        splitter.feed(Array("</think>b".utf8)) { _, _ in }
        #expect(splitter.isDone)
    }

    private func split(_ pieces: [ArraySlice<UInt8>], openImplied: Bool) -> [String] {
        var splitter = ThinkSplitter(openImplied: openImplied)
        var reasoning: [UInt8] = []
        var answer: [UInt8] = []
        let take: (Bool, ArraySlice<UInt8>) -> Void = { isReasoning, text in
            if isReasoning { reasoning += text } else { answer += text }
        }
        for piece in pieces { splitter.feed(Array(piece), take) }
        splitter.finish(take)
        return [reasoning, answer].map { String(decoding: $0, as: UTF8.self) }
    }
}
