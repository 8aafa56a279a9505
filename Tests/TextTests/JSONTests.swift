import Foundation
import Testing
import Text

@Suite struct JSONTests {
    @Test(
        "Strings come back as they were",
        arguments: [
            "", "plain", "\"quoted\" \\ back", "\u{0}\u{1}\u{1F}\u{7F}\u{9B}", "a\r\nb\tc",
            "日本 👩‍💻 é", "\u{2028}\u{2029}\u{202E}", "\u{FFFF}\u{10FFFF}",
        ]
    )
    func strings(text: String) throws {
        let encoded = JSON.string(text).text
        #expect(try decoded(encoded) as? String == text)
        #expect(encoded.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    }

    @Test(
        "Numbers come back exactly",
        arguments: [
            0, -0.0, 1, 0.1, 52.123456789012345, 1e-7, 1e22, .leastNonzeroMagnitude,
            -.greatestFiniteMagnitude,
        ]
    )
    func numbers(value: Double) throws {
        let encoded = JSON.number(value).text
        #expect(Double(encoded) == value)
        #expect(try decoded(encoded) is NSNumber)
    }

    @Test func whatJSONCannotSayIsNull() {
        #expect(JSON.number(.nan).text == "null")
        #expect(JSON.array([.number(.infinity), .null]).text == "[null,null]")
    }

    @Test func membersKeepTheirOrder() {
        let object = JSON.object([
            ("z", .integer(.max)), ("a", .array([])), ("m\"", .object([])),
        ])
        #expect(object.text == #"{"z":9223372036854775807,"a":[],"m\"":{}}"#)
    }

    private func decoded(_ text: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }
}
