import Testing
import Text

struct CountTests {
    @Test func counts() {
        #expect(Count.text(0, "run") == "0 runs")
        #expect(Count.text(1, "run") == "1 run")
        #expect(Count.text(5, "reply", plural: "replies") == "5 replies")
    }
}
