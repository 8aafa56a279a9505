/// A provider whose variant of the chat-completions stream the mock provider can speak.
package enum Dialect: String, Sendable, CaseIterable {
    /// Role-only first chunk, hidden reasoning, trailing usage chunk when asked.
    case openAI = "openai"
    /// As `openAI`, and usage is never given.
    case openAINoUsage = "openai-no-usage"
    /// Comments first, `reasoning_content`, usage on the finish chunk when asked.
    case deepSeek = "deepseek"
    /// `reasoning_content`, usage inside the finish choice and, when asked, in a trailing chunk.
    case kimi
    /// Reasoning inside `<think>` tags in the content, the closing tag cut in two.
    case miniMax = "minimax"
    /// Comments first, `reasoning` with `reasoning_details`, always usage with its cost.
    case openRouter = "openrouter"
    /// No role-only chunk, `reasoning`, errors swallowed, only `max_tokens` is read.
    case ollama
    /// `reasoning_content`, the server's own `timings` in the last chunk.
    case llamaCpp = "llamacpp"

    /// Whether reasoning tokens are counted and take time but are never sent.
    var hidesReasoning: Bool { self == .openAI || self == .openAINoUsage }

    /// Whether `max_completion_tokens` limits the answer.
    var readsMaxCompletionTokens: Bool { self != .ollama }

    /// Whether the usage is given, and if the request has to ask for it.
    func givesUsage(whenAsked asked: Bool) -> Bool {
        switch self {
        case .openAINoUsage: false
        case .kimi, .openRouter: true
        case .openAI, .deepSeek, .miniMax, .ollama, .llamaCpp: asked
        }
    }
}
