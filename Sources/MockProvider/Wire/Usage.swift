/// The token counts of one completion; `completion` includes `reasoning`.
struct Usage {
    var prompt: Int
    var completion: Int
    var reasoning: Int

    /// The usage object as a dialect writes it.
    func json(_ dialect: Dialect) -> String {
        "{\"prompt_tokens\":\(prompt),\"completion_tokens\":\(completion),"
            + "\"total_tokens\":\(prompt + completion)\(details(dialect))}"
    }

    private func details(_ dialect: Dialect) -> String {
        let cached = ",\"prompt_tokens_details\":{\"cached_tokens\":0}"
        let reasoned = ",\"completion_tokens_details\":{\"reasoning_tokens\":\(reasoning)}"
        return switch dialect {
        case .openAI, .openAINoUsage: cached + reasoned
        case .deepSeek:
            cached + reasoned
                + ",\"prompt_cache_hit_tokens\":0,\"prompt_cache_miss_tokens\":\(prompt)"
        case .kimi: ",\"cached_tokens\":0" + cached + reasoned
        case .miniMax: ",\"total_characters\":0" + reasoned
        case .openRouter: ",\"cost\":\(cost),\"is_byok\":false" + cached + reasoned
        case .ollama, .llamaCpp: ""
        }
    }

    /// US dollars at 1 per million prompt tokens and 5 per million others.
    private var cost: Double {
        Double(prompt + 5 * completion) / 1_000_000
    }
}
