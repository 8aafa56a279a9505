import Measurement
import Testing

@testable import LLMClient

struct SecretTests {
    private static let key = "sk-proj-0123456789abcdef"

    @Test func neverPrints() {
        let secret = Secret(Self.key)
        var dumped = ""
        dump(secret, to: &dumped)
        var nested = ""
        dump(["key": Optional(secret)], to: &nested)
        let texts = [
            "\(secret)", String(describing: secret), String(reflecting: secret),
            "\([secret])", "\(Optional(secret) as Any)", dumped, nested,
        ]
        for text in texts {
            #expect(!text.contains("0123"), "\(text)")
            #expect(text.contains("***"))
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func aPreparedRequestNeverPrintsItsKey() throws {
        let provider = Provider(id: "lab", title: "Lab", kind: .custom, baseURL: "http://lab/v1")
        let request = ChatRequest(
            .init(prompt: "p"),
            to: .init(provider: "lab", model: "m"),
            of: provider
        )
        let prepared = try PreparedRequest(
            request,
            to: provider,
            key: Secret(Self.key),
            connection: .warm,
            timeouts: Timeouts(total: 1)
        )
        var dumped = ""
        dump(prepared, to: &dumped)
        let inHex = Self.key.utf8.map { String($0, radix: 16) }
        for text in ["\(prepared)", String(reflecting: prepared), dumped] {
            #expect(!text.contains(Self.key))
            #expect(!text.contains(inHex.joined(separator: " ")))
            #expect(!text.contains(inHex.joined()))
        }
    }

    @Test(arguments: [
        ("invalid key sk-proj-0123456789abcdef.", "invalid key ***."),
        ("sk-proj-0123456789abcdef sk-proj-0123456789abcdef", "*** ***"),
        (
            "Incorrect API key provided: sk-proj-********cdef. See",
            "Incorrect API key provided: *** See"
        ),
        ("your key sk-p***", "your key ***"),
        ("your key ****cdef", "your key ***"),
        ("Bearer sk-proj-0123456789", "Bearer ***"),
        ("…6789abcdef and 3456789abcdef\r\nX", "…6789abcdef and ***\r\nX"),
        ("sk-proj- begins all keys", "sk-proj- begins all keys"),
        ("nothing to hide", "nothing to hide"),
        ("two  blanks **bold** sk-", "two  blanks **bold** sk-"),
    ])
    func scrubs(message: String, expected: String) {
        #expect(Secret(Self.key).scrub(message) == expected)
    }

    @Test(arguments: [
        ("the key is sk-proj-0123456789abcdef!", "the key is ***!"),
        ("sk-proj-0123456789abcdefsk-proj-0123456789abcdef", "******"),
        ("it begins sk-proj-0123456789", "it begins sk-proj-0123456789"),
        ("**task-bound** words", "**task-bound** words"),
    ])
    func scrubsOfAnAnswerTheKeyAlone(answer: String, expected: String) {
        let scrubbed = Secret(Self.key).scrub(answer: Array(answer.utf8))
        #expect(String(decoding: scrubbed, as: UTF8.self) == expected)
        #expect(Secret("task").scrub(answer: Array(answer.utf8)) == Array(answer.utf8))
    }

    /// A key of a letter or two would tear words apart.
    @Test func leavesTextAloneForAKeyTooShortToFind() {
        #expect(Secret("a").scrub("a cat") == "a cat")
        #expect(Secret("").scrub("a cat") == "a cat")
    }

    @Test(arguments: [
        ("sk-1", true), ("", false), ("a b", false), ("a\r\nX: 1", false), ("schlüssel", false),
        ("a\u{7f}", false),
    ])
    func knowsWhatCanStandInAHeader(key: String, isUsable: Bool) {
        #expect(Secret(key).isUsable == isUsable)
    }
}
