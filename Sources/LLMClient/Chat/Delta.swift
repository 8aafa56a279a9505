/// One piece of generated text as it came.
struct Delta: Hashable {
    enum Kind: UInt8 {
        case answer, reasoning, refusal, toolCall
        /// Text of a choice beside the first, which nobody asked for.
        case otherChoice
    }

    let kind: Kind
    /// Length of the text in bytes.
    let length: Int
    /// Stamp of the read that brought it, in nanoseconds since the run's start.
    let stamp: Int64
}

/// A tool call, put together from its pieces.
struct ToolCall: Hashable {
    var id: String?
    var name = ""
    var arguments = ""
}

/// A choice beside the first.
struct OtherChoice: Hashable {
    var text = ""
    var finishReason: String?
}

/// Token counts as one `usage` object has them.
struct ReportedUsage: Hashable {
    var prompt: Int?
    var completion: Int?
    var total: Int?
    var reasoning: Int?
    var cached: Int?
    var cost: Double?
    /// Where in the chunk it stood.
    var place: Place

    enum Place: String {
        case top, choice
        case groq = "x_groq"
    }

    /// All generated tokens: where the total shows that `completion` leaves reasoning out, as at
    /// xAI, both are added.
    var output: Int? {
        guard let prompt, let completion, let total, let reasoning, reasoning > 0,
            total == prompt + completion + reasoning
        else { return completion }
        return completion + reasoning
    }

    init(_ usage: JSONValue, at place: Place) {
        let completionDetails = usage["completion_tokens_details"]
        let promptDetails = usage["prompt_tokens_details"]
        prompt = Self.count(usage["prompt_tokens"]) ?? Self.count(usage["input_tokens"])
        completion = Self.count(usage["completion_tokens"]) ?? Self.count(usage["output_tokens"])
        total = Self.count(usage["total_tokens"])
        reasoning =
            Self.count(completionDetails?["reasoning_tokens"])
            ?? Self.count(usage["reasoning_tokens"])
        cached =
            Self.count(promptDetails?["cached_tokens"])
            ?? Self.count(usage["prompt_cache_hit_tokens"])
            ?? Self.count(usage["cached_tokens"])
        cost = usage["cost"]?.number
        self.place = place
    }

    /// Whole, not negative, and small enough that sums of a suite cannot overflow.
    private static func count(_ value: JSONValue?) -> Int? {
        value?.integer.flatMap { 0...(1 << 40) ~= $0 ? $0 : nil }
    }
}
