internal import FoundationEssentials
internal import Text

/// Wall-clock times as the history keeps them: `2026-11-23T19:46:00.123Z`.
enum StoredTime {
    /// The years 0 and 9999 are the limits; what is no time at all is kept as 1970.
    static func text(_ date: Date) -> String {
        let seconds = date.timeIntervalSince1970
        let limited = seconds > -62_167_219_200 ? min(seconds, 253_402_300_799.999) : 0
        return Timestamp.text(limited) ?? "1970-01-01T00:00:00.000Z"
    }

    static func date(_ text: String) -> Date? {
        Timestamp.seconds(text).map(Date.init(timeIntervalSince1970:))
    }
}
