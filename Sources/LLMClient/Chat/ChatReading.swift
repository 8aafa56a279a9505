/// What the chunks of one chat completion add up to, and when each piece came.
///
/// The rules are those of the many dialects at once: every field may be null, missing or empty,
/// usage may stand anywhere and the last one counts, reasoning has four spellings.
struct ChatReading {
    /// Stamp of the read being decoded, in nanoseconds since the run's start.
    var stamp: Int64 = 0

    var answer: [UInt8] = []
    var reasoning: [UInt8] = []
    var refusal: [UInt8] = []
    var deltas: [Delta] = []
    var toolCalls: [Int: ToolCall] = [:]
    var otherChoices: [Int: OtherChoice] = [:]

    var usage: ReportedUsage?
    var finishReason: String?
    var servedModel: String?
    /// `timings.predicted_per_second`, where the server reports it.
    var serverTokensPerSecond: Double?
    /// The first error met.
    var error: ServerError?
    /// Whether `[DONE]` came.
    var isDone = false
    /// Events whose data was no JSON object.
    var nonJSON = 0
    /// Stamp of the first answer text that is not white space.
    var firstAnswer: Int64?

    /// Stamp of the first content, which the splitter may hold back for a while.
    var firstContent: Int64?

    var think: ThinkSplitter
    /// The one spelling of reasoning that counts in this run: the first seen.
    var reasoningSource: ReasoningSource?
    /// Reused for every string, so that a chunk costs no allocation.
    var scratch: [UInt8] = []
    /// What the latest chunk with nothing but text looked like around it.
    var frame: ChunkFrame?
    /// The only thing that the chunk being read says, as far as it is known.
    var onlyText: ChunkFrame.Place?

    enum ReasoningSource {
        case field, thinkTags
    }

    /// Held reasoning at least this long tells a growing snapshot from a repeated word, in bytes.
    static let snapshotMinimum = 16

    init(thinkOpenImplied: Bool = false) {
        think = ThinkSplitter(openImplied: thinkOpenImplied)
    }

    /// Ends the reading: hands on what the tag splitter held back.
    mutating func finish() {
        var think = self.think
        think.finish { isReasoning, text in text.withUnsafeBytes { put(isReasoning, $0) } }
        self.think = think
    }

    mutating func put(_ isReasoning: Bool, _ text: UnsafeRawBufferPointer) {
        if isReasoning {
            if reasoningSource == nil { reasoningSource = .thinkTags }
            guard reasoningSource == .thinkTags else { return }
            reasoning.append(contentsOf: text)
            note(.reasoning, text.count)
        } else {
            answer.append(contentsOf: text)
            note(.answer, text.count)
            if firstAnswer == nil, !Self.isBlank(text) { firstAnswer = stamp }
        }
    }

    mutating func note(_ kind: Delta.Kind, _ length: Int) {
        // What was held back came when it came.
        let came = deltas.isEmpty ? firstContent ?? stamp : stamp
        deltas.append(Delta(kind: kind, length: length, stamp: came))
    }

    private static func isBlank(_ text: UnsafeRawBufferPointer) -> Bool {
        String(decoding: text, as: UTF8.self).allSatisfy(\.isWhitespace)
    }
}
