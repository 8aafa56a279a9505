extension Metric {
    /// Every metric of a run, in the order of tables.
    package static let all: [Metric] = times + speeds + shapes + counts

    /// The headline: time to the first generated token.
    package static let ttft = Metric(
        "ttft",
        "ttft_ms",
        "from the run's start to the first generated delta of any kind: content, reasoning, "
            + "refusal or tool call; role-only and empty deltas, comments and usage do not count",
        null: "nothing was generated",
        at: \.firstToken
    )
    package static let ttfb = Metric(
        "ttfb",
        "ttfb_ms",
        "from the run's start to the first byte of the body, of any kind, comments included",
        null: "no body came",
        at: \.firstByte
    )
    package static let latency = Metric(
        "latency",
        "total_latency_ms",
        .milliseconds,
        .lower,
        "from the run's start to the end of the response",
        null: "never",
        restore: { $0.end = $1 ?? $0.end },
        { $0.end }
    )
    /// Decode speed.
    package static let tps = Metric(
        "tps",
        "tokens_per_second",
        .tokensPerSecond,
        .higher,
        "decode speed: N × (1 − share_first) / (t_last − t_first), where share_first is the share "
            + "of the generated text that came with the first read, counted in chunks where these "
            + "are single tokens, else in bytes; for one token a chunk this is (N − 1) / window",
        null: "fewer than two reads held text",
        { $0.tokensPerSecond }
    )
    /// Silences between reads, pooled over all runs of a suite.
    package static let gap = Metric(
        "gap",
        "gap_ms",
        .milliseconds,
        .lower,
        "silence between two successive reads with generated text, pooled over all runs of a "
            + "suite: the tail a user feels",
        null: "fewer than two reads held text",
        pooled: { $0.timeline.gaps }
    )

    private static let times: [Metric] = [
        Metric(
            "dns",
            "dns_ms",
            "looking up the host's address",
            null: "the connection was warm",
            at: \.phases.dns
        ),
        Metric(
            "connect",
            "connect_ms",
            "the TCP handshake",
            null: "the connection was warm",
            at: \.phases.connect
        ),
        Metric(
            "tls",
            "tls_ms",
            "the TLS handshake",
            null: "the connection was warm, or not encrypted",
            at: \.phases.tls
        ),
        Metric(
            "headers",
            "headers_ms",
            "from the run's start until status line and headers were complete",
            null: "none came",
            at: \.headers
        ),
        ttfb,
        ttft,
        Metric(
            "answer_ttft",
            "answer_ttft_ms",
            "from the run's start to the first answer text that is not white space, after any "
                + "reasoning",
            null: "no answer came",
            at: \.firstAnswer
        ),
        latency,
        Metric(
            "max_gap",
            "max_gap_ms",
            .milliseconds,
            .lower,
            "longest silence between two reads with text",
            null: "fewer than two reads held text",
            { $0.timeline.gaps.max() }
        ),
        gap,
    ]

    private static let speeds: [Metric] = [
        tps,
        Metric(
            "e2e_tps",
            "e2e_tps",
            .tokensPerSecond,
            .higher,
            "output tokens over the time to the last of them, waiting included",
            null: "the token count is unknown",
            { $0.endToEndTokensPerSecond }
        ),
        Metric(
            "tpot",
            "tpot_ms",
            .milliseconds,
            .lower,
            "time per output token: 1000 / tps",
            null: "tps is null",
            { run in run.tokensPerSecond.map { 1000 / $0 } }
        ),
    ]

    private static let shapes: [Metric] = [
        Metric(
            "chunks",
            "chunks",
            .count,
            .neither,
            "deltas with generated text",
            null: "never",
            { Double($0.timeline.chunks) }
        ),
        Metric(
            "tokens_per_chunk",
            "tokens_per_chunk",
            .count,
            .neither,
            "output tokens over chunks; well above 1, a chunk says little about a token",
            null: "the token count is unknown or no chunk came",
            { $0.tokensPerChunk }
        ),
    ]

    private static let counts: [Metric] = [
        Metric(
            "input_tokens",
            "tokens of the prompt, from the last non-null usage",
            null: "unknown",
            at: \.tokens.input
        ),
        Metric(
            "output_tokens",
            "generated tokens, reasoning included; ≈ where estimated from the text",
            null: "unknown",
            at: \.tokens.output
        ),
        Metric(
            "total_tokens",
            "input and output tokens",
            null: "unknown",
            at: \.tokens.total
        ),
        Metric(
            "reasoning_tokens",
            "output tokens spent on reasoning",
            null: "unknown",
            at: \.tokens.reasoning
        ),
        Metric(
            "cached_tokens",
            "input tokens that the provider took from its cache",
            null: "unknown",
            at: \.tokens.cached
        ),
        Metric(
            "cost_usd",
            "cost_usd",
            .dollars,
            .lower,
            "the server's figure, else the registry's dated prices (about)",
            null: "no price is known",
            restore: { $0.tokens.cost = $1 },
            { $0.tokens.cost }
        ),
    ]
}
