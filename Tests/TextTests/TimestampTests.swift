import Testing
import Text

@Suite struct TimestampTests {
    // From Python: (datetime(1970, 1, 1) + timedelta(milliseconds=round(x * 1000))).isoformat(…)
    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (1_795_463_160.123, "2026-11-23T19:46:00.123Z"),
        (951_782_399.999, "2000-02-28T23:59:59.999Z"),
        (951_868_799.9996, "2000-03-01T00:00:00.000Z"),
        (4_107_542_400, "2100-03-01T00:00:00.000Z"),
        (-0.001, "1969-12-31T23:59:59.999Z"),
        (-2_203_891_200, "1900-03-01T00:00:00.000Z"),
        (253_402_300_799.999, "9999-12-31T23:59:59.999Z"),
    ])
    func textsOfTimes(seconds: Double, text: String) {
        #expect(Timestamp.text(seconds) == text)
        #expect(Timestamp.seconds(text) == (seconds * 1000).rounded() / 1000)
        #expect(
            Timestamp.short(seconds) == text.prefix(10) + " " + text.dropFirst(11).prefix(8) + "Z"
        )
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300])
    func timesOutOfRangeHaveNoText(seconds: Double) {
        #expect(Timestamp.text(seconds) == nil)
        #expect(Timestamp.short(seconds) == nil)
    }

    @Test(arguments: ["", "2026-11-23", "2026-11-23T19:46:00.12xZ", "2026-11-23 19:46:00.123Z"])
    func otherTextsAreNoTimes(text: String) {
        #expect(Timestamp.seconds(text) == nil)
    }
}
