import Foundation
import Rendering
import Testing

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
        #expect(Cell(Double?.none, nil).json.text == "null")
    }

    @Test func membersKeepTheirOrder() {
        let object = JSON.object([
            ("z", .integer(.max)), ("a", .array([])), ("m\"", .object([])),
        ])
        #expect(object.text == #"{"z":9223372036854775807,"a":[],"m\"":{}}"#)
    }

    @Test(
        "Times that a calendar cannot hold are null",
        arguments: [Double.infinity, -1e300, 1e300, .nan]
    )
    func times(seconds: Double) {
        let cell = Cell.time(Date(timeIntervalSince1970: seconds))
        #expect(cell.json.text == "null")
        let table = Table(columns: [Column("t")], rows: [[cell]])
        #expect(table.text(as: .line) == "t  -\n")
    }

    @Test(
        "Times keep their millisecond",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1.001, "1970-01-01T00:00:01.001Z"),
            (1_795_463_160.123, "2026-11-23T19:46:00.123Z"),
            (1_795_463_160.9996, "2026-11-23T19:46:01.000Z"),
            (-0.001, "1969-12-31T23:59:59.999Z"),
        ]
    )
    func milliseconds(seconds: Double, text: String) {
        #expect(Cell.time(Date(timeIntervalSince1970: seconds)).json.text == "\"\(text)\"")
    }

    private func decoded(_ text: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }
}
