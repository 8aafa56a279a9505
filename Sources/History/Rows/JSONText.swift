private import FoundationEssentials
internal import Text

/// Lists as JSON texts, which `json_each` can ask about.
enum JSONText {
    static func text(_ strings: [String]) -> String {
        JSON.array(strings.map(JSON.string)).text
    }

    /// The strings of a JSON array; none where the text is not one.
    static func strings(_ text: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }

    /// Written by hand, digit by digit: each run has a hundred such numbers, and writing them was
    /// what storing it cost.
    static func text(_ offsets: [Int64]) -> String {
        // A sign, 19 digits and a comma for each.
        String(unsafeUninitializedCapacity: offsets.count * 21 + 2) { buffer in
            buffer[0] = UInt8(ascii: "[")
            var end = 1
            for offset in offsets {
                if end > 1 {
                    buffer[end] = UInt8(ascii: ",")
                    end += 1
                }
                if offset < 0 {
                    buffer[end] = UInt8(ascii: "-")
                    end += 1
                }
                let start = end
                var rest = offset.magnitude
                repeat {
                    let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                    buffer[end] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                    end += 1
                    rest = quotient
                } while rest > 0
                buffer[start..<end].reverse()
            }
            buffer[end] = UInt8(ascii: "]")
            return end + 1
        }
    }

    /// The numbers of a JSON array of integers; what cannot be a time of a run, or is before the
    /// one in front of it, is left out.
    static func offsets(_ text: String) -> [Int64] {
        // Thirty years and more are damage, and differences of them could overflow.
        let most: Int64 = 1_000_000_000_000_000
        var offsets: [Int64] = []
        // The digits so far; nil where something else than a number was found.
        var number: Int64? = nil
        var isNumber = true
        func close() {
            if let number, isNumber, number >= offsets.last ?? 0 { offsets.append(number) }
            (number, isNumber) = (nil, true)
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"): close()
            case UInt8(ascii: "0")...UInt8(ascii: "9") where isNumber:
                let next = (number ?? 0) * 10 + Int64(byte - UInt8(ascii: "0"))
                number = next
                isNumber = next <= most
            default: isNumber = false
            }
        }
        close()
        return offsets
    }
}
