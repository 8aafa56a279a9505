private import FoundationEssentials
internal import Measurement

extension Exchange {
    /// The finished run, with every stamp in milliseconds since its start.
    func run(_ label: RunLabel, outcome: Outcome, phases: Phases, end: Int64, price: Price?) -> Run
    {
        var run = Run(
            number: label.number,
            target: label.target,
            lane: label.lane,
            startOffset: label.startOffset,
            recordedAt: Date(),
            outcome: outcome.scrubbed(of: key),
            phases: phases,
            end: Self.milliseconds(end)
        )
        run.headers = headers.map(Self.milliseconds)
        run.firstByte = firstByte.map(Self.milliseconds)
        guard let chat = reading?.chat else { return run }
        run.firstToken = chat.deltas.first.map { Self.milliseconds($0.stamp) }
        run.firstAnswer = chat.firstAnswer.map(Self.milliseconds)
        run.lastToken = chat.deltas.last.map { Self.milliseconds($0.stamp) }
        run.timeline = Timeline(arrivals: chat.deltas.map { $0.stamp / 1000 })
        run.tokens = chat.tokenUsage(price)
        run.firstReadShare = chat.firstReadShare(tokens: run.tokens.output)
        run.reasoningHidden = (run.tokens.reasoning ?? 0) > 0 && chat.reasoning.isEmpty
        run.finishReason = chat.finishReason?.scrubbed(of: key)
        run.servedModel = chat.servedModel.flatMap {
            $0 == label.target.model ? nil : $0.scrubbed(of: key)
        }
        run.serverTokensPerSecond = chat.serverTokensPerSecond
        // A refusal is what the model had to say.
        let answer = chat.answer.isEmpty ? chat.refusal : chat.answer
        run.response = text(answer)
        run.reasoning = text(chat.reasoning)
        run.notes = notes(run)
        return run
    }

    private func text(_ answer: [UInt8]) -> String {
        String(decoding: key?.scrub(answer: answer) ?? answer, as: UTF8.self)
    }

    private static func milliseconds(_ stamp: Int64) -> Double {
        Double(stamp) / 1_000_000
    }

    private func notes(_ run: Run) -> [String] {
        var notes: [String] = []
        guard run.outcome.isSuccess, let reading else { return notes }
        if hasExcess { notes.append("bytes came after the end of the answer") }
        if !parser.isComplete { notes.append("the end of the response never came") }
        if run.reasoningHidden { notes.append("reasoning was billed but not streamed") }
        if run.tokens.source == .estimated { notes.append("no usage came; tokens are estimated") }
        if reading.events.endedUnterminated { notes.append("the last event was not terminated") }
        return notes
    }
}

/// What a run is called and when it began, as its suite counts.
struct RunLabel: Sendable {
    let number: Int
    let lane: Int
    let target: Target
    /// Milliseconds since the suite's start.
    let startOffset: Double
}

extension ChatReading {
    /// Share of the generated text that came with the first read that held any.
    ///
    /// Where chunks are single tokens they are counted, which is exact; coarser ones are weighed
    /// by their bytes.
    fileprivate func firstReadShare(tokens: Int?) -> Double? {
        guard let first = deltas.first?.stamp else { return nil }
        let early = deltas.prefix { $0.stamp == first }
        if let tokens, abs(tokens - deltas.count) <= max(1, tokens / 20) {
            return Double(early.count) / Double(deltas.count)
        }
        let all = deltas.reduce(0) { $0 + $1.length }
        guard all > 0 else { return nil }
        return Double(early.reduce(0) { $0 + $1.length }) / Double(all)
    }

    fileprivate func tokenUsage(_ price: Price?) -> TokenUsage {
        var tokens = TokenUsage()
        if let usage {
            tokens.input = usage.prompt
            tokens.output = usage.output
            tokens.reasoning = usage.reasoning
            tokens.cached = usage.cached
            tokens.total = usage.total
            tokens.cost = usage.cost
            if usage.cost != nil { tokens.costSource = .server }
            if usage.output == 0, !deltas.isEmpty {
                // No text is made of no tokens: that is a server's way to report none.
                if usage.prompt == 0 { tokens.input = nil }
                (tokens.output, tokens.total) = (nil, nil)
            }
        }
        if tokens.output != nil {
            tokens.source = .usage
        } else if let estimate = estimatedTokens {
            tokens.output = estimate
            tokens.source = .estimated
        }
        if tokens.total == nil, let input = tokens.input, let output = tokens.output {
            tokens.total = input + output
        }
        if tokens.cost == nil, let price, tokens.source == .usage, let input = tokens.input,
            let output = tokens.output
        {
            let cached = min(tokens.cached ?? 0, input)
            let dollars =
                Double(input - cached) * price.input
                + Double(cached) * (price.cached ?? price.input)
                + Double(output) * price.output
            tokens.cost = dollars / 1_000_000
            tokens.costSource = .prices
        }
        return tokens
    }

    /// A guess for servers that report no usage: one token a chunk while chunks are word-sized,
    /// else four bytes a token.
    private var estimatedTokens: Int? {
        let generated = deltas.filter { $0.kind != .otherChoice }
        guard !generated.isEmpty else { return nil }
        let bytes = generated.reduce(0) { $0 + $1.length }
        return bytes <= generated.count * 8 ? generated.count : (bytes + 3) / 4
    }
}
