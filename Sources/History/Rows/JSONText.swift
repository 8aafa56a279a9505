private import FoundationEssentials
internal import Measurement

/// Lists as JSON texts, which `json_each` can ask about.
enum JSONText {
    static func text(_ strings: [String]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // Encoding strings cannot fail; were it to, an empty list is the honest rest.
        guard let data = try? encoder.encode(strings) else { return "[]" }
        return String(decoding: data, as: UTF8.self)
    }

    /// The strings of a JSON array; none where the text is not one.
    static func strings(_ text: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }

    /// Written by hand: a timeline has hundreds of numbers, and each run has one.
    static func text(_ timeline: Timeline) -> String {
        var text = "["
        text.reserveCapacity(timeline.arrivals.count * 8 + 2)
        var separator = ""
        for arrival in timeline.arrivals {
            text += separator
            text += String(arrival)
            separator = ","
        }
        text += "]"
        return text
    }

    /// The arrivals of a JSON array of integers; what cannot be one is left out.
    static func timeline(_ text: String) -> Timeline {
        let numbers = text.utf8.split { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
        }
        // Thirty years and more are damage, and differences of them could overflow.
        let arrivals = numbers.compactMap { Int64(String($0) ?? "") }
        return Timeline(arrivals: arrivals.filter { (0...1_000_000_000_000_000).contains($0) })
    }
}
