/// What a run consumed, as the server counted it or as we guess.
package struct TokenUsage: Hashable, Sendable {
    package var input: Int?
    /// All generated tokens, reasoning included.
    package var output: Int?
    package var total: Int?
    package var reasoning: Int?
    package var cached: Int?
    package var source: TokenSource?
    /// In US dollars.
    package var cost: Double?
    package var costSource: CostSource?

    package init(
        input: Int? = nil,
        output: Int? = nil,
        total: Int? = nil,
        reasoning: Int? = nil,
        cached: Int? = nil,
        source: TokenSource? = nil,
        cost: Double? = nil,
        costSource: CostSource? = nil
    ) {
        self.input = input
        self.output = output
        self.total = total
        self.reasoning = reasoning
        self.cached = cached
        self.source = source
        self.cost = cost
        self.costSource = costSource
    }
}

/// Where a token count comes from: the server's `usage`, or our estimate (shown as `≈`).
package enum TokenSource: String, Sendable {
    case usage, estimated
}

/// Where a cost comes from: the server's figure, or the registry's dated prices (shown as "about").
package enum CostSource: String, Sendable {
    case server, prices
}
