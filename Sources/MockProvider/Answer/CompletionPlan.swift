/// Everything about one completion that is settled before its first byte is sent.
struct CompletionPlan {
    let id: String
    let model: String
    let dialect: Dialect
    let usage: Usage
    let givesUsage: Bool
    let asksUsage: Bool
    let finishReason: String
    let fault: Fault?
    let schedule: TokenSchedule
    private let seed: UInt64
    private let request: Int

    /// Plans the answer to request number `request` of a model.
    init(_ chat: ChatRequest, behaviour: Behaviour, request: Int) {
        let complete = min(max(behaviour.tokens, 0), 1_000_000)
        let tokens = min(complete, chat.limit(in: behaviour.dialect) ?? complete)
        usage = Usage(
            prompt: chat.promptTokens,
            completion: tokens,
            reasoning: min(max(behaviour.reasoningTokens, 0), tokens)
        )
        finishReason = tokens < complete ? "length" : "stop"
        model = chat.model
        dialect = behaviour.dialect
        asksUsage = chat.streamOptions?.includeUsage ?? false
        givesUsage = dialect.givesUsage(whenAsked: asksUsage)
        fault = Self.drawFault(behaviour, request: request)
        schedule = TokenSchedule(behaviour, request: request)
        seed = behaviour.seed
        self.request = request
        id = "chatcmpl-mock-\(String(seed, radix: 16))-\(request)"
    }

    /// How many tokens are sent before the end or the fault.
    var tokensBeforeEnd: Int {
        switch fault {
        case .streamError, .cutConnection: usage.completion / 2
        case .rateLimited, .serverError, nil: usage.completion
        }
    }

    /// The tokens from the first on, each as the dialect spells it.
    var words: Words {
        Words(
            reasoning: usage.reasoning,
            total: usage.completion,
            tagged: dialect == .miniMax,
            reasoningProse: prose(.reasoning),
            answerProse: prose(.answer)
        )
    }

    private func prose(_ purpose: SplitMix64.Purpose) -> Prose {
        Prose(random: SplitMix64(seed: seed, request: request, purpose: purpose))
    }

    private static func drawFault(_ behaviour: Behaviour, request: Int) -> Fault? {
        var random = SplitMix64(seed: behaviour.seed, request: request, purpose: .fault)
        guard random.unit() < behaviour.errorRate else { return nil }
        return random.pick(behaviour.faults)
    }
}

extension ChatRequest {
    fileprivate func limit(in dialect: Dialect) -> Int? {
        guard dialect.readsMaxCompletionTokens else { return maxTokens }
        return maxCompletionTokens ?? maxTokens
    }
}

/// The texts of a completion's tokens, reasoning first.
struct Words {
    let reasoning: Int
    let total: Int
    /// Whether reasoning is marked by `<think>` tags in the text.
    let tagged: Bool
    var reasoningProse: Prose
    var answerProse: Prose
    var index = 0

    /// The next token and whether it is reasoning; the caller knows the count.
    mutating func next() -> (text: String, isReasoning: Bool) {
        let isReasoning = index < reasoning
        var text = isReasoning ? reasoningProse.next() : answerProse.next()
        if tagged && reasoning > 0 {
            // Real streams cut the closing tag anywhere, so this one does.
            if index == 0 { text = "<think>\n" + text }
            if index == reasoning - 1 && reasoning < total { text += "\n</thi" }
            if index == reasoning { text = "nk>\n\n" + text }
        }
        index += 1
        return (text, isReasoning)
    }
}
