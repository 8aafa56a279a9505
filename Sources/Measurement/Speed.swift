extension Run {
    /// Tokens that were generated between the first and the last visible delta.
    ///
    /// Reasoning that was billed but not streamed lies before the first delta, so it is left out.
    private var decodedTokens: Int? {
        guard let output = tokens.output else { return nil }
        return reasoningHidden ? max(0, output - (tokens.reasoning ?? 0)) : output
    }

    /// Decode speed in tokens per second: N × (1 − first-read share) ÷ (last − first).
    ///
    /// The text of the first read was generated before the window opens, so its share of the
    /// tokens is left out; with one token a chunk this is the usual (N − 1) ÷ window, and with
    /// coarse chunks it stays unbiased.
    package var tokensPerSecond: Double? {
        guard let decodedTokens, decodedTokens > 0, let firstToken, let lastToken,
            let firstReadShare, lastToken > firstToken, firstReadShare < 1
        else { return nil }
        return Double(decodedTokens) * (1 - firstReadShare) / (lastToken - firstToken) * 1000
    }

    /// All output tokens over the time to the last of them, waiting included.
    package var endToEndTokensPerSecond: Double? {
        guard let output = tokens.output, output > 0, let lastToken, lastToken > 0 else {
            return nil
        }
        return Double(output) / lastToken * 1000
    }

    /// Output tokens for each chunk; well above 1 the chunks say little about single tokens.
    package var tokensPerChunk: Double? {
        guard let output = tokens.output, timeline.chunks > 0 else { return nil }
        return Double(output) / Double(timeline.chunks)
    }
}
