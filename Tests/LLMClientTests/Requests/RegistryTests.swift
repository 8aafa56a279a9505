import Foundation
import Measurement
import Testing

@testable import LLMClient

struct RegistryTests {
    private let registry: Registry

    init() throws {
        registry = try Registry()
    }

    @Test func listsTheProvidersOfThePlan() {
        #expect(
            registry.providers.map(\.id) == [
                "glm", "kimi", "minimax", "deepseek", "openai", "openrouter", "vllm", "sglang",
                "llamacpp", "ollama", "lmstudio", "mock",
            ]
        )
    }

    @Test func everyEntryIsSound() throws {
        for provider in registry.providers {
            let ids = provider.models.map(\.id)
            #expect(Set(ids).count == ids.count, "\(provider.id) lists a model twice")
            if let name = provider.defaultModel {
                #expect(ids.contains(name), "\(provider.id)")
                #expect(
                    provider.model(name).retires == nil,
                    "\(provider.id) starts with a retired model"
                )
            }
            if provider.kind != .mock { _ = try Endpoint(provider.baseURL) }
            #expect(provider.needsKey == (provider.kind == .cloud))
            #expect(
                (provider.headers ?? [:]).keys.allSatisfy { $0.lowercased() != "authorization" }
            )
            for model in provider.models {
                #expect(model.retires.map(Self.isDay) ?? true, "\(model.id)")
                #expect(
                    model.price.map {
                        Self.isDay($0.asOf + "-01".suffix($0.asOf.count < 10 ? 3 : 0))
                    } ?? true
                )
            }
        }
    }

    @Test func everyKeyVariableIsInTheExampleFile() throws {
        // This file may be seen through a link.
        var root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let example = try String(contentsOf: root.appending(path: ".env.example"), encoding: .utf8)
        let lines = example.split(separator: "\n")
        for name in registry.providers.flatMap(\.keyVariables) {
            #expect(lines.contains("\(name)=") || lines.contains("# \(name)="), "\(name)")
        }
    }

    @Test(arguments: [
        ("openai", "gpt-4-turbo"), ("openai", "gpt-3.5-turbo"), ("openai", "gpt-4o"),
        ("openai", "gpt-4o-mini"), ("glm", "glm-4-flash"), ("glm", "glm-4-plus"), ("glm", "glm-4"),
        ("kimi", "moonshot-v1-8k"), ("kimi", "moonshot-v1-32k"), ("kimi", "moonshot-v1-128k"),
        ("deepseek", "deepseek-chat"), ("deepseek", "deepseek-reasoner"),
        ("openrouter", "openai/gpt-4o"), ("openrouter", "anthropic/claude-3.5-sonnet"),
    ])
    func retiredModelsOfThePlanAreMarked(provider: String, model: String) throws {
        let entry = try #require(registry.provider(provider))
        let found = try #require(entry.models.first { $0.id == model })
        #expect(found.retires != nil)
        #expect(found.note != nil)
    }

    /// The body each provider gets for the default settings, from the model on.
    @Test(arguments: [
        ("glm", "glm-4.7-flash", usage + #","max_tokens":512,"temperature":0.7,"# + disabled),
        ("kimi", "kimi-k2.6", usage + #","max_completion_tokens":512,"# + disabled),
        (
            "minimax", "MiniMax-M3",
            usage
                + #","max_completion_tokens":512,"temperature":0.7,"reasoning_split":true,"#
                + disabled
        ),
        ("deepseek", "deepseek-flash", usage + #","max_tokens":512,"temperature":0.7,"# + disabled),
        (
            "openai", "gpt-6-luna",
            usage
                + #","max_completion_tokens":512,"temperature":0.7,"reasoning_effort":"none"}"#
        ),
        ("openai", "gpt-6-astra", usage + #","max_completion_tokens":512}"#),
        (
            "openrouter", "openai/gpt-6-luna",
            #","max_tokens":512,"temperature":0.7,"reasoning":{"enabled":false}}"#
        ),
        ("vllm", "m", usage + #","max_tokens":512,"temperature":0.7,"# + template),
        ("sglang", "m", usage + #","max_tokens":512,"temperature":0.7,"# + template),
        ("llamacpp", "default", usage + #","max_tokens":512,"temperature":0.7,"# + template),
        (
            "ollama", "m",
            usage + #","max_tokens":512,"temperature":0.7,"reasoning_effort":"none"}"#
        ),
        ("lmstudio", "m", usage + #","max_tokens":512,"temperature":0.7}"#),
        ("mock", "steady", usage + #","max_tokens":512,"temperature":0.7}"#),
    ])
    func writesTheRequestInTheProvidersDialect(id: String, model: String, rest: String) throws {
        let provider = try #require(registry.provider(id))
        let request = ChatRequest(
            RequestSettings(prompt: "p"),
            to: Target(provider: id, model: model),
            of: provider
        )
        let start =
            "{\"model\":\"\(model)\","
            + #""messages":[{"content":"p","role":"user"}],"stream":true"#
        #expect(String(decoding: request.body, as: UTF8.self) == start + rest)
    }

    private static let usage = #","stream_options":{"include_usage":true}"#
    private static let disabled = #""thinking":{"type":"disabled"}}"#
    private static let template = #""chat_template_kwargs":{"enable_thinking":false}}"#

    @Test func addsReplacesAndRemoves() throws {
        var registry = self.registry
        var lab = Provider(id: "lab", title: "Lab", kind: .custom, baseURL: "http://lab/v1")
        registry.add(lab)
        lab.title = "New"
        registry.add(lab)
        #expect(registry.providers.filter { $0.id == "lab" }.map(\.title) == ["New"])
        #expect(registry.providers.last?.id == "lab")
        registry.remove("lab")
        #expect(registry.provider("lab") == nil)
        #expect(registry.providers == self.registry.providers)
    }

    @Test func survivesItsJSON() {
        for provider in registry.providers { #expect(Provider(json: provider.json) == provider) }
        for broken in ["", "{}", "[]", #"{"id":1}"#, "{"] { #expect(Provider(json: broken) == nil) }
    }

    private static func isDay(_ text: String) -> Bool {
        text.wholeMatch(of: /20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/) != nil
    }
}
