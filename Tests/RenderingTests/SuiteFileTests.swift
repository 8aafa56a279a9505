import Foundation
import Measurement
import Rendering
import Testing

/// Suites as files: what is written is what is read, to the last digit.
@Suite struct SuiteFileTests {
    private static var suite: Suite {
        var suite = Fixture.suite(.comparison, targets: [Fixture.openai, Fixture.glm], requests: 3)
        suite.note = "a \"note\"\n\u{0}"
        suite.namedAt = Date(timeIntervalSince1970: 1_795_463_160.123)
        suite.conditions = Conditions(loopLagP99: 0.1 + 0.2, cpu: 1e-300, cores: 2)
        suite.origin = Origin(version: "9", host: "ff", system: "S", uncertainty: 1 / 3)
        suite.request.temperature = 0.1
        return suite
    }

    private static var runs: [Run] {
        var first = Fixture.success(1, ttft: 100.0 / 3)
        first.timeline = Timeline(arrivals: [0, 0, 1, 1_000_000_000_000])
        first.notes = ["é, \"q\"", "two"]
        first.reasoning = "a\u{0}b 👩‍👩‍👧"
        return [first, Fixture.failure(2, Fixture.slowDown), Fixture.cancelled(3)]
    }

    @Test func whatIsWrittenIsRead() throws {
        let text = SuiteFile([(Self.suite, Self.runs), (Fixture.suite(), [])]).text
        let read = try SuiteFile(text: text).suites
        try #require(read.count == 2)
        #expect(read[0].suite == Self.suite)
        #expect(read[0].runs == Self.runs)
        #expect(read[1].suite == Fixture.suite())
        #expect(SuiteFile(read).text == text)
    }

    @Test func countsAreWholeNumbers() {
        let text = SuiteFile([(Self.suite, Self.runs)]).text
        #expect(text.contains(#""output_tokens":"#))
        #expect(!text.contains(/(_tokens|chunks)":[0-9]+\./))
    }

    @Test func itIsJSONWithAVersion() throws {
        let text = SuiteFile([(Self.suite, Self.runs)]).text
        let file = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        #expect(file["format"] as? String == "benchsh suites")
        #expect(file["version"] as? Int == 1)
        let suites = try #require(file["suites"] as? [[String: Any]])
        #expect(suites[0]["prompt"] as? String == Self.suite.request.prompt)
        #expect((suites[0]["runs"] as? [Any])?.count == 3)
    }

    @Test(arguments: [
        ("", "it is no JSON, or it is cut off"),
        (
            "{\"format\":\"benchsh suites\",\"version\":1,\"suites\":[",
            "it is no JSON, or it is cut off"
        ),
        ("{}", "it holds no suites of benchsh"),
        ("[1]", "it is not what it should be"),
        (
            "{\"format\":\"benchsh suites\",\"version\":2,\"suites\":[]}",
            "a later benchsh wrote it (version 2 of the format); update this one"
        ),
        ("{\"format\":\"benchsh suites\",\"version\":1}", "it has no 'suites'"),
        (
            "{\"format\":\"benchsh suites\",\"version\":1,\"suites\":[{\"runs\":[]}]}",
            "a suite has no id"
        ),
        (
            "{\"format\":\"benchsh suites\",\"version\":1,\"suites\":[{\"id\":\"a\",\"runs\":[{\"run\":\"x\"}]}]}",
            "'suites[0].runs[0].run' is not what it should be"
        ),
        (
            "{\"format\":\"benchsh suites\",\"version\":1,\"suites\":[{\"id\":\"a\",\"runs\":[{\"run\":1},{\"run\":1}]}]}",
            "two runs of a suite have one number"
        ),
        (
            "{\"format\":\"benchsh suites\",\"version\":1,\"suites\":[{\"id\":\"a\",\"runs\":[{\"run\":1,\"timeline\":[5,4]}]}]}",
            "the times of a timeline are not ascending"
        ),
        (
            "{\"format\":\"benchsh suites\",\"version\":1,\"suites\":[{\"id\":\"a\",\"created_at\":\"yesterday\",\"runs\":[]}]}",
            "'suites[0].created_at' is not what it should be"
        ),
        (
            "{\"format\":\"benchsh suites\",\"version\":1,\"suites\":[{\"id\":\"a\",\"status\":\"odd\",\"runs\":[]}]}",
            "'suites[0].status' is not what it should be"
        ),
        (
            "{\"format\":\"benchsh suites\",\"version\":1,\"suites\":[{\"id\":\"a\",\"runs\":[{\"run\":1,\"status\":\"odd\"}]}]}",
            "'suites[0].runs[0].status' is not what it should be"
        ),
    ])
    func whatIsWrongIsNamed(text: String, reason: String) {
        let error = #expect(throws: SuiteFileError.self) { try SuiteFile(text: text) }
        #expect(error?.description == reason)
    }
}
