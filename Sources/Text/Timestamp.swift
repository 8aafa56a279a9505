/// Points in time as text, always in UTC, given in seconds since 1970.
package enum Timestamp {
    private static let millisecondsPerDay: Int64 = 86_400_000

    /// ISO 8601 with milliseconds: `2026-11-23T19:46:00.123Z`; nil outside of the years 0 to 9999.
    ///
    /// The texts have one width, so they sort as the times do.
    package static func text(_ seconds: Double) -> String? {
        let exact = (seconds * 1000).rounded()
        // NaN fails every comparison.
        guard -62_167_219_200_000...253_402_300_799_999 ~= exact else { return nil }
        let milliseconds = Int64(exact)
        let days = Int64((Double(milliseconds) / Double(millisecondsPerDay)).rounded(.down))
        let rest = milliseconds - days * millisecondsPerDay
        let (year, month, day) = civil(days: days)
        // Each run that is stored has such a time, so it is written digit by digit.
        return String(unsafeUninitializedCapacity: pattern.utf8.count) { buffer in
            var end = 0
            func write(_ number: Int64, _ width: Int, then separator: Unicode.Scalar) {
                var rest = number
                for place in (end..<end + width).reversed() {
                    buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                buffer[end + width] = UInt8(ascii: separator)
                end += width + 1
            }
            write(year, 4, then: "-")
            write(month, 2, then: "-")
            write(day, 2, then: "T")
            write(rest / 3_600_000, 2, then: ":")
            write(rest / 60_000 % 60, 2, then: ":")
            write(rest / 1000 % 60, 2, then: ".")
            write(rest % 1000, 3, then: "Z")
            return end
        }
    }

    private static let pattern = "dddd-dd-ddTdd:dd:dd.dddZ"

    /// For people: `2026-11-23 19:46:00Z`; nil as for ``text(_:)``.
    package static func short(_ seconds: Double) -> String? {
        text(seconds).map { "\($0.prefix(10)) \($0.dropFirst(11).prefix(8))Z" }
    }

    /// The time that `text` gave that text; nil where it is of another form.
    package static func seconds(_ text: String) -> Double? {
        let pattern = pattern.utf8
        guard text.utf8.count == pattern.count else { return nil }
        var fields: [Int64] = [0]
        for (byte, expected) in zip(text.utf8, pattern) {
            if expected == UInt8(ascii: "d") {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                let digit = Int64(byte - UInt8(ascii: "0"))
                fields[fields.count - 1] = fields[fields.count - 1] * 10 + digit
            } else {
                guard byte == expected else { return nil }
                fields.append(0)
            }
        }
        let days = days(year: fields[0], month: fields[1], day: fields[2])
        let seconds = (fields[3] * 60 + fields[4]) * 60 + fields[5]
        let milliseconds = days * millisecondsPerDay + seconds * 1000 + fields[6]
        return Double(milliseconds) / 1000
    }

    /// The date of a day since 1970 in the Gregorian calendar.
    ///
    /// Years run from March, so that the leap day is the last; 146,097 days make 400 years.
    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * march + 2) / 5 + 1)
    }

    /// The inverse of `civil`.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let march = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * march + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
