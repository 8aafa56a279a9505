import Text

/// The chunks of one streamed completion in the spelling of its dialect.
struct ChunkFormat {
    private let plan: CompletionPlan
    private let dialect: Dialect

    init(_ plan: CompletionPlan) {
        self.plan = plan
        dialect = plan.dialect
    }

    /// Comments and the role-only chunk, sent with the headers.
    var opening: String {
        switch dialect {
        case .openAI, .openAINoUsage:
            chunk(delta: #"{"role":"assistant","content":"","refusal":null}"#)
        case .deepSeek:
            ": keep-alive\n\n"
                + chunk(delta: #"{"role":"assistant","content":null,"reasoning_content":""}"#)
        case .kimi: chunk(delta: #"{"role":"assistant","content":""}"#)
        case .llamaCpp: chunk(delta: #"{"role":"assistant","content":null}"#)
        case .openRouter: ": OPENROUTER PROCESSING\n\n"
        case .miniMax, .ollama: ""
        }
    }

    /// The event of a token, of which only the text varies.
    func template(reasoning: Bool) -> ChunkTemplate {
        ChunkTemplate(event: chunk(delta: reasoning ? reasoningDelta : answerDelta))
    }

    /// All that follows the last token of a completion without a fault.
    func ending(timings: Timings) -> String {
        let usage = plan.givesUsage ? plan.usage.json(dialect) : nil
        let finish = plan.finishReason
        let done = "data: [DONE]\n\n"
        switch dialect {
        case .deepSeek:
            return chunk(delta: emptyDelta, finish: finish, usage: usage) + done
        case .kimi:
            let inChoice = ",\"usage\":\(plan.usage.json(dialect))"
            return chunk(delta: emptyDelta, finish: finish, inChoice: inChoice)
                + (plan.asksUsage ? trailer(usage: usage) : "") + done
        case .openRouter:
            return chunk(delta: emptyDelta, finish: finish)
                + chunk(delta: emptyDelta, finish: finish, usage: usage) + done
        case .llamaCpp where usage == nil:
            return chunk(delta: emptyDelta, finish: finish, extra: timings.member) + done
        case .llamaCpp:
            return chunk(delta: emptyDelta, finish: finish)
                + trailer(usage: usage, extra: timings.member) + done
        case .openAI, .openAINoUsage, .miniMax, .ollama:
            return chunk(delta: emptyDelta, finish: finish) + trailer(usage: usage) + done
        }
    }

    /// How the dialect reports an error in the middle of a stream; none sends `[DONE]`.
    var streamError: String {
        let error = APIError.serverError
        return switch dialect {
        case .ollama: chunk(delta: answerDelta.replacingPlaceholder(with: ""))
        case .openRouter:
            chunk(
                delta: emptyDelta,
                finish: "error",
                extra: ",\"error\":{\"code\":500,\"message\":\(JSON.string(error.message).text)}"
            )
        case .llamaCpp:
            "data: {\"error\":{\"code\":500,\"message\":\(JSON.string(error.message).text),"
                + "\"type\":\"server_error\"}}\n\n"
        case .openAI, .openAINoUsage, .deepSeek, .kimi, .miniMax: "data: \(error.json)\n\n"
        }
    }

    private var reasoningDelta: String {
        let text = ChunkTemplate.placeholder
        return switch dialect {
        case .deepSeek: #"{"content":null,"reasoning_content":"\#(text)"}"#
        case .openRouter:
            #"{"role":"assistant","content":"","reasoning":"\#(text)","reasoning_details":"#
                + #"[{"type":"reasoning.text","text":"\#(text)","format":"unknown","index":0}]}"#
        case .ollama: #"{"role":"assistant","content":"","reasoning":"\#(text)"}"#
        case .miniMax: answerDelta
        case .openAI, .openAINoUsage, .kimi, .llamaCpp: #"{"reasoning_content":"\#(text)"}"#
        }
    }

    private var answerDelta: String {
        let text = ChunkTemplate.placeholder
        return switch dialect {
        case .deepSeek: #"{"content":"\#(text)","reasoning_content":null}"#
        case .openRouter, .ollama: #"{"role":"assistant","content":"\#(text)"}"#
        case .miniMax: #"{"content":"\#(text)","role":"assistant","name":"MiniMax AI"}"#
        case .openAI, .openAINoUsage, .kimi, .llamaCpp: #"{"content":"\#(text)"}"#
        }
    }

    private var emptyDelta: String {
        switch dialect {
        case .deepSeek, .openRouter, .ollama, .miniMax: answerDelta.replacingPlaceholder(with: "")
        case .openAI, .openAINoUsage, .kimi, .llamaCpp: "{}"
        }
    }

    private var head: String {
        let provider =
            switch dialect {
            case .openRouter: ",\"provider\":\"Mock\""
            case .ollama: ",\"system_fingerprint\":\"fp_ollama\""
            default: ""
            }
        return "data: {\"id\":\"\(plan.id)\",\"object\":\"chat.completion.chunk\","
            + "\"created\":\(Completion.created),"
            + "\"model\":\(JSON.string(plan.model).text)\(provider)"
    }

    private func chunk(
        delta: String,
        finish: String? = nil,
        inChoice: String = "",
        usage: String? = nil,
        extra: String = ""
    ) -> String {
        let reason = finish.map { JSON.string($0).text } ?? "null"
        let native = dialect == .openRouter ? ",\"native_finish_reason\":\(reason)" : ""
        return head + ",\"choices\":[{\"index\":0,\"delta\":\(delta),\"finish_reason\":\(reason)"
            + "\(native)\(inChoice)}]\(usageMember(usage))\(extra)}\n\n"
    }

    private func trailer(usage: String?, extra: String = "") -> String {
        guard let usage else { return "" }
        return head + ",\"choices\":[],\"usage\":\(usage)\(extra)}\n\n"
    }

    private func usageMember(_ usage: String?) -> String {
        if let usage { return ",\"usage\":\(usage)" }
        return switch dialect {
        case .openAI, .deepSeek: plan.asksUsage ? ",\"usage\":null" : ""
        case .miniMax: ",\"usage\":null"
        default: ""
        }
    }
}

extension String {
    fileprivate func replacingPlaceholder(with text: String) -> String {
        split(separator: ChunkTemplate.placeholder, omittingEmptySubsequences: false)
            .joined(separator: text)
    }
}
