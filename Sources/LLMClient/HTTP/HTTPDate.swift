/// A date of an HTTP header, such as `Wed, 21 Oct 2026 07:28:00 GMT`.
///
/// Source: RFC 9110 §5.6.7.
struct HTTPDate: Hashable {
    /// Seconds since 1970.
    let seconds: Int

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads the one form that servers may write today; nil for any other.
    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 6, words[0].last == ",", words[5] == "GMT",
            let day = Int(words[1]), 1...31 ~= day,
            let month = Self.months.firstIndex(of: String(words[2])),
            let year = Int(words[3]), 1970...9999 ~= year
        else { return nil }
        let clock = words[4].split(separator: ":").map { Int($0) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            0...23 ~= hour, 0...59 ~= minute, 0...60 ~= second
        else { return nil }
        let days = Self.days(year, month + 1, day)
        seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
    }

    /// Days from 1970 to a day of the Gregorian calendar, counted in years that begin with March.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
