package import FoundationEssentials

/// One request and its measurement.
///
/// All offsets are milliseconds on the monotonic clock since the run's start, which lies just
/// before its first request byte is written on an established connection.
package struct Run: Hashable, Sendable {
    /// 1 for the first run of its suite.
    package var number: Int
    package var target: Target
    /// The parallel worker that sent it, 0 for the first.
    package var lane: Int
    /// Start of the run, in milliseconds since the suite's start.
    package var startOffset: Double
    /// Wall-clock time at which the run ended; for the record, not for arithmetic.
    package var recordedAt: Date

    package var outcome: Outcome
    package var phases: Phases

    /// Status line and headers complete.
    package var headers: Double?
    /// First byte of the body, of any kind.
    package var firstByte: Double?
    /// First generated delta of any kind.
    package var firstToken: Double?
    /// First answer text that is not white space.
    package var firstAnswer: Double?
    /// Last generated delta.
    package var lastToken: Double?
    /// End of the response, or of the attempt.
    package var end: Double

    package var timeline: Timeline
    /// Share of the generated text that came with the first read that held any, 0…1; by chunks
    /// where these are single tokens, else by bytes.
    package var firstReadShare: Double?
    package var tokens: TokenUsage
    /// Whether reasoning was billed but not streamed, so that `lastToken - firstToken` covers only the answer.
    package var reasoningHidden: Bool

    package var finishReason: String?
    /// The model that the server says it used, when that is not the one asked for.
    package var servedModel: String?
    /// The server's own decode speed in tokens per second, where it reports one.
    package var serverTokensPerSecond: Double?
    /// Answer text in full.
    package var response: String
    /// Reasoning text in full.
    package var reasoning: String
    /// Things a reader of the figures should know, one line each.
    package var notes: [String]

    package init(
        number: Int,
        target: Target,
        lane: Int = 0,
        startOffset: Double = 0,
        recordedAt: Date = Date(timeIntervalSince1970: 0),
        outcome: Outcome,
        phases: Phases = .warm,
        headers: Double? = nil,
        firstByte: Double? = nil,
        firstToken: Double? = nil,
        firstAnswer: Double? = nil,
        lastToken: Double? = nil,
        end: Double,
        timeline: Timeline = Timeline(),
        firstReadShare: Double? = nil,
        tokens: TokenUsage = TokenUsage(),
        reasoningHidden: Bool = false,
        finishReason: String? = nil,
        servedModel: String? = nil,
        serverTokensPerSecond: Double? = nil,
        response: String = "",
        reasoning: String = "",
        notes: [String] = []
    ) {
        self.number = number
        self.target = target
        self.lane = lane
        self.startOffset = startOffset
        self.recordedAt = recordedAt
        self.outcome = outcome
        self.phases = phases
        self.headers = headers
        self.firstByte = firstByte
        self.firstToken = firstToken
        self.firstAnswer = firstAnswer
        self.lastToken = lastToken
        self.end = end
        self.timeline = timeline
        self.firstReadShare = firstReadShare
        self.tokens = tokens
        self.reasoningHidden = reasoningHidden
        self.finishReason = finishReason
        self.servedModel = servedModel
        self.serverTokensPerSecond = serverTokensPerSecond
        self.response = response
        self.reasoning = reasoning
        self.notes = notes
    }

    /// The first 500 code points of the answer, counted as the history's SQL counts them.
    package var preview: String { String(response.unicodeScalars.prefix(500)) }
}
