import FoundationEssentials

/// Points in time as text, always in UTC.
enum Timestamp {
    /// ISO 8601 with milliseconds, as the history stores it: `2026-11-23T19:46:00.123Z`.
    static func iso(_ date: Date) -> String? {
        // Beyond four-digit years the notation ends, and so does what a calendar can compute.
        guard -62_135_596_800..<253_402_300_799 ~= date.timeIntervalSince1970 else { return nil }
        // Half a millisecond more, since the style cuts what it does not show.
        let rounded = Date(
            timeIntervalSince1970: (date.timeIntervalSince1970 * 1000).rounded() / 1000 + 1e-5
        )
        return rounded.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// For people: `2026-11-23 19:46:00Z`.
    static func short(_ date: Date) -> String? {
        iso(date).map { text in
            "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))Z"
        }
    }
}
