import Testing

@testable import LLMClient

struct JSONCursorTests {
    @Test(arguments: [
        (#""plain""#, "plain"), (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\ud83d\ude00""#, "😀"),
        (#""a\ud83d""#, "a\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"), (#""\ude00""#, "\u{FFFD}"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
        (#""é€😀""#, "é€😀"), (#""\u0000""#, "\0"),
    ])
    func unescapes(json: String, text: String) {
        #expect(read(json) == .string(text))
    }

    @Test(arguments: [
        #""\x""#, #""\u12""#, #""\u12g4""#, #""\"#, #"""#, "\"a\nb\"", #""a" b"#, "{", "}", "[1,]",
        #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, "[1 2]", "tru", "nulll", "-", "1.2.3",
        "--1", "NaNa", "", "  ", "\u{feff}1", "'a'", #"{"a":1}}"#,
    ])
    func refuses(json: String) {
        #expect(read(json) == nil)
    }

    @Test(arguments: [
        ("0", 0), ("-0.5", -0.5), ("1e3", 1000), ("1E-2", 0.01), ("123456789012", 123_456_789_012),
    ])
    func readsNumbers(json: String, number: Double) {
        #expect(read(json) == .number(number))
    }

    /// Some servers write what JSON has no word for, or more digits than a number can hold.
    @Test(arguments: ["NaN", "Infinity", "-Infinity", "-inf", "-nan", "1e999", "-1e999", "null"])
    func readsWhatIsNoFiniteNumberAsNull(json: String) {
        #expect(read(json) == .null)
        #expect(read("[\(json)]") == .array([.null]))
    }

    @Test(arguments: [("1e18", 1_000_000_000_000_000_000), ("7", 7), ("-3", -3)])
    func integersThatFit(json: String, integer: Int) {
        #expect(read(json)?.integer == integer)
    }

    @Test(arguments: ["1e19", "9223372036854775808", "0.5", "1e308", "true", #""7""#])
    func integersThatDoNotFit(json: String) {
        #expect(read(json) != nil)
        #expect(read(json)?.integer == nil)
    }

    @Test func theLastOfEqualKeysCounts() {
        #expect(read(#"{"a":1,"b":2,"a":3}"#) == .object(["a": .number(3), "b": .number(2)]))
    }

    @Test func nestsToItsLimitAndNoDeeper() {
        let limit = JSONCursor.maximumDepth
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            let last = open == "[" ? "" : "1"
            let deepest = nested(open, last, close, limit)
            let tooDeep = nested(open, last, close, limit + 1)
            #expect(read(deepest) != nil)
            #expect(read(tooDeep) == nil)
            #expect(skips(deepest))
            #expect(!skips(tooDeep))
        }
        #expect(!skips(String(repeating: "[", count: 1_000_000)))
    }

    /// A prefix of a chunk is never a chunk, and reading it never leaves the bytes.
    @Test func everyPrefixOfAChunkIsRefused() throws {
        let chunk = #"{"a":[1,-2.5e3,true,null,"\u00e9\ud83d\ude00\n"],"b":{"c":"d","e":[]}}"#
        let bytes = Array(chunk.utf8)
        for length in bytes.indices {
            let prefix = String(decoding: bytes[..<length], as: UTF8.self)
            #expect(read(prefix) == nil, "\(prefix)")
            #expect(!skips(prefix), "\(prefix)")
        }
        #expect(read(chunk)?["b"]?["c"] == .string("d"))
        #expect(skips(chunk))
    }

    @Test(arguments: [
        (JSONValue.number(0.7), "0.7"), (.number(512), "512"), (.number(.nan), "null"),
        (.string("a\"\\\n\u{1}é"), #""a\"\\\n\u0001é""#),
        (.object(["b": .null, "a": .array([.bool(true)])]), #"{"a":[true],"b":null}"#),
    ])
    func writes(value: JSONValue, json: String) {
        #expect(value.text == json)
    }

    private func read(_ json: String) -> JSONValue? {
        Array(json.utf8).withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            guard let value = try? cursor.value(), cursor.isAtEnd() else { return nil }
            return value
        }
    }

    private func skips(_ json: String) -> Bool {
        Array(json.utf8).withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            do throws(JSONError) { try cursor.skipValue() } catch { return false }
            return cursor.isAtEnd()
        }
    }

    private func nested(_ open: String, _ last: String, _ close: String, _ depth: Int) -> String {
        String(repeating: open, count: depth) + last + String(repeating: close, count: depth)
    }
}
