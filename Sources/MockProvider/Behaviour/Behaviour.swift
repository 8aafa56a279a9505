/// How a model of the mock provider answers: its pace, its length and its faults.
///
/// Values outside a sensible range are clamped when a request is answered: durations to
/// 0 ... 1 day, `tokens` to 0 ... 1,000,000, `jitter` to 0 ... 1.
package struct Behaviour: Sendable, Equatable {
    /// The time from the request being read to the first token.
    package var ttft: Duration
    /// The time between two tokens.
    package var gap: Duration
    /// How many tokens a complete answer has, reasoning included.
    package var tokens: Int
    /// How many of `tokens` are reasoning and come first; sent as the dialect sends them.
    package var reasoningTokens: Int
    /// The spread of a gap: each is drawn evenly from `gap * (1 - jitter) ... gap * (1 + jitter)`.
    package var jitter: Double
    /// The share of requests that fail with one of `faults`, from 0 to 1.
    package var errorRate: Double
    /// The faults that a failing request draws from, each as likely as the others.
    package var faults: [Fault]
    /// The provider whose stream shape is spoken.
    package var dialect: Dialect
    /// The seed of text, jitter and faults: request number k of a model depends on it and k alone.
    package var seed: UInt64

    /// Makes a behaviour; without arguments it is the one named `steady`.
    package init(
        ttft: Duration = .milliseconds(50),
        gap: Duration = .milliseconds(10),
        tokens: Int = 64,
        reasoningTokens: Int = 0,
        jitter: Double = 0,
        errorRate: Double = 0,
        faults: [Fault] = Fault.allCases,
        dialect: Dialect = .openAI,
        seed: UInt64 = 1
    ) {
        self.ttft = ttft
        self.gap = gap
        self.tokens = tokens
        self.reasoningTokens = reasoningTokens
        self.jitter = jitter
        self.errorRate = errorRate
        self.faults = faults
        self.dialect = dialect
        self.seed = seed
    }

    /// The models a mock provider starts with.
    package static let named: [String: Behaviour] = [
        "steady": Behaviour(),
        "jittery": Behaviour(jitter: 0.8),
        "flaky": Behaviour(errorRate: 0.2),
        "fast": Behaviour(ttft: .milliseconds(5), gap: .milliseconds(1)),
        "slow": Behaviour(ttft: .milliseconds(400), gap: .milliseconds(40)),
        "thinking": Behaviour(reasoningTokens: 24, dialect: .deepSeek),
    ]
}
