import Measurement
import Testing

@testable import LLMClient

struct ChatRequestTests {
    @Test func holdsPromptAndSystem() {
        let provider = Provider(id: "lab", title: "", kind: .custom, baseURL: "")
        let request = ChatRequest(
            RequestSettings(
                prompt: "say \"hi\"\n",
                system: "be brief",
                temperature: 0.2,
                maxTokens: 9
            ),
            to: Target(provider: "lab", model: "m/x"),
            of: provider
        )
        let expected =
            #"{"model":"m/x","messages":[{"content":"be brief","role":"system"},"#
            + #"{"content":"say \"hi\"\n","role":"user"}],"stream":true,"#
            + #""stream_options":{"include_usage":true},"max_tokens":9,"temperature":0.2}"#
        #expect(String(decoding: request.body, as: UTF8.self) == expected)
        #expect(request.notes.isEmpty)
        #expect(request.target == Target(provider: "lab", model: "m/x"))
    }

    struct TemperatureCase: Sendable {
        let rule: TemperatureRule
        let asked: Double
        var thinking = Thinking.model
        let sent: Double?
        let note: String?
    }

    private static let temperatures: [TemperatureCase] = [
        TemperatureCase(rule: TemperatureRule(.send), asked: 1.9, sent: 1.9, note: nil),
        TemperatureCase(
            rule: TemperatureRule(.send, minimum: 0, maximum: 1),
            asked: 1.5,
            sent: 1,
            note: "lab: temperature 1.5 is clamped to 1"
        ),
        TemperatureCase(
            rule: TemperatureRule(.send, minimum: 0.1, maximum: 1),
            asked: 0,
            sent: 0.1,
            note: "lab: temperature 0 is clamped to 0.1"
        ),
        TemperatureCase(
            rule: TemperatureRule(.omit),
            asked: 0.7,
            sent: nil,
            note: "lab: temperature 0.7 is left out: the provider refuses any"
        ),
        TemperatureCase(
            rule: TemperatureRule(.omitWhileThinking),
            asked: 0.7,
            sent: nil,
            note: "lab: temperature 0.7 is left out: refused while the model reasons"
        ),
        TemperatureCase(
            rule: TemperatureRule(.omitWhileThinking, minimum: 0, maximum: 2),
            asked: 0.7,
            thinking: .off,
            sent: 0.7,
            note: nil
        ),
        TemperatureCase(
            rule: TemperatureRule(.omitWhileThinking, maximum: 1),
            asked: 2,
            thinking: .off,
            sent: 1,
            note: "lab: temperature 2 is clamped to 1"
        ),
        TemperatureCase(
            rule: .fixed(1),
            asked: 0.7,
            sent: 1,
            note: "lab: temperature 1 is sent: the only one taken"
        ),
        TemperatureCase(rule: .fixed(1), asked: 1, sent: 1, note: nil),
    ]

    @Test(arguments: temperatures)
    func followsTheTemperatureRule(of temperature: TemperatureCase) throws {
        var provider = Provider(id: "lab", title: "", kind: .custom, baseURL: "")
        provider.temperature = temperature.rule
        provider.thinkingOff = ["think": .bool(false)]
        let request = ChatRequest(
            RequestSettings(
                prompt: "p",
                temperature: temperature.asked,
                thinking: temperature.thinking
            ),
            to: Target(provider: "lab", model: "m"),
            of: provider
        )
        #expect(try request.json["temperature"] == temperature.sent.map(JSONValue.number))
        #expect(request.notes == [temperature.note].compactMap { $0 })
    }

    @Test func aModelsOwnRulesWinOverTheProviders() throws {
        var provider = Provider(id: "lab", title: "", kind: .custom, baseURL: "")
        provider.temperature = TemperatureRule(.omit)
        provider.thinkingOff = ["a": .number(1)]
        var model = Model(id: "m")
        model.temperature = TemperatureRule(.send, maximum: 1)
        model.thinkingOff = ["b": .number(2)]
        provider.models = [model]
        let json = try ChatRequest(
            RequestSettings(prompt: "p"),
            to: Target(provider: "lab", model: "m"),
            of: provider
        ).json
        #expect(json["temperature"] == .number(0.7))
        #expect(json["a"] == nil)
        #expect(json["b"] == .number(2))
    }

    @Test(
        arguments: [
            (nil, "max_tokens"), (.maxTokens, "max_tokens"),
            (.maxCompletionTokens, "max_completion_tokens"),
        ] as [(Provider.MaxTokensField?, String)]
    )
    func namesTheTokenLimit(field: Provider.MaxTokensField?, name: String) throws {
        var provider = Provider(id: "lab", title: "", kind: .custom, baseURL: "")
        provider.maxTokensField = field
        let json = try ChatRequest(
            RequestSettings(prompt: "p", maxTokens: 77),
            to: Target(provider: "lab", model: "m"),
            of: provider
        ).json
        let found = ["max_tokens", "max_completion_tokens"].filter { json[$0] != nil }
        #expect(found == [name])
        #expect(json[name] == .number(77))
    }

    @Test(
        arguments: [
            (nil, true), (.includeUsage, true), (.always, false),
            (Provider.StreamUsage.none, false),
        ] as [(Provider.StreamUsage?, Bool)]
    )
    func asksForUsage(rule: Provider.StreamUsage?, asks: Bool) throws {
        var provider = Provider(id: "lab", title: "", kind: .custom, baseURL: "")
        provider.streamUsage = rule
        let json = try ChatRequest(
            RequestSettings(prompt: "p"),
            to: Target(provider: "lab", model: "m"),
            of: provider
        ).json
        #expect((json["stream_options"] != nil) == asks)
        #expect(json["stream"] == .bool(true))
    }

    @Test(
        arguments: [
            (.off, .always, nil, ["lab: m always reasons; thinking cannot be turned off"]),
            (.off, .never, nil, []), (.off, .optional, .bool(false), []),
            (.off, nil, .bool(false), []),
            (.model, .always, nil, []), (.model, .optional, nil, []),
        ] as [(Thinking, ModelThinking?, JSONValue?, [String])]
    )
    func turnsThinkingOff(
        thinking: Thinking,
        nature: ModelThinking?,
        patch: JSONValue?,
        notes: [String]
    ) throws {
        var provider = Provider(id: "lab", title: "", kind: .custom, baseURL: "")
        provider.thinkingOff = ["think": .bool(false)]
        var model = Model(id: "m")
        model.thinking = nature
        provider.models = [model]
        let request = ChatRequest(
            RequestSettings(prompt: "p", thinking: thinking),
            to: Target(provider: "lab", model: "m"),
            of: provider
        )
        #expect(try request.json["think"] == patch)
        #expect(request.notes == notes)
    }

    @Test func addedMembersReplaceThoseOfTheSameName() throws {
        var provider = Provider(id: "lab", title: "", kind: .custom, baseURL: "")
        provider.extraBody = ["top_k": .number(1), "max_tokens": .number(5)]
        let request = ChatRequest(
            RequestSettings(prompt: "p"),
            to: Target(provider: "lab", model: "m"),
            of: provider
        )
        #expect(try request.json["max_tokens"] == .number(5))
        #expect(
            String(decoding: request.body, as: UTF8.self).hasSuffix(#""max_tokens":5,"top_k":1}"#)
        )
    }
}

extension TemperatureRule {
    fileprivate static func fixed(_ value: Double) -> TemperatureRule {
        var rule = TemperatureRule(.fixed)
        rule.value = value
        return rule
    }
}

extension ChatRequest {
    var json: JSONValue {
        get throws {
            try body.withUnsafeBytes { bytes in
                var cursor = JSONCursor(bytes)
                return try cursor.value()
            }
        }
    }
}
