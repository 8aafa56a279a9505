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

    /// Written by hand: a timeline has hundreds of numbers, and each run has one.
    static func text(_ offsets: [Int64]) -> String {
        var text = "["
        text.reserveCapacity(offsets.count * 8 + 2)
        var separator = ""
        for offset in offsets {
            text += separator
            text += String(offset)
            separator = ","
        }
        text += "]"
        return text
    }

    /// The numbers of a JSON array of integers; what cannot be a time of a run is left out.
    static func offsets(_ text: String) -> [Int64] {
        let numbers = text.utf8.split { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
        }
        // Thirty years and more are damage, and differences of them could overflow.
        let offsets = numbers.compactMap { Int64(String($0) ?? "") }
        return offsets.filter { (0...1_000_000_000_000_000).contains($0) }
    }
}
