import Text

/// A completion that is sent whole, for requests without `stream`.
struct Completion {
    /// A constant, so that a body depends on the request and the seed alone.
    static let created = 1_794_441_600

    private let plan: CompletionPlan

    init(_ plan: CompletionPlan) {
        self.plan = plan
    }

    /// When a stream of the same plan would send its last token.
    var due: Int64 {
        var schedule = plan.schedule
        var due = schedule.next()
        for _ in 1..<max(plan.usage.completion, 1) { due = schedule.next() }
        return due
    }

    var json: String {
        let usage =
            plan.dialect == .openAINoUsage ? "" : ",\"usage\":\(plan.usage.json(plan.dialect))"
        return "{\"id\":\"\(plan.id)\",\"object\":\"chat.completion\",\"created\":\(Self.created),"
            + "\"model\":\(JSON.string(plan.model).text),\"choices\":[{\"index\":0,\"message\":"
            + "\(message),\"finish_reason\":\"\(plan.finishReason)\"}]\(usage)}"
    }

    private var message: String {
        var words = plan.words
        var reasoning = ""
        var answer = ""
        for _ in 0..<plan.usage.completion {
            let word = words.next()
            if word.isReasoning && !words.tagged {
                reasoning += word.text
            } else {
                answer += word.text
            }
        }
        let field: String? =
            switch plan.dialect {
            case .openAI, .openAINoUsage, .miniMax: nil
            case .openRouter, .ollama: "reasoning"
            case .deepSeek, .kimi, .llamaCpp: "reasoning_content"
            }
        var members = "\"role\":\"assistant\",\"content\":\(JSON.string(answer).text)"
        if let field, !reasoning.isEmpty {
            members += ",\"\(field)\":\(JSON.string(reasoning).text)"
        }
        return "{\(members)}"
    }
}
