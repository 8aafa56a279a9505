/// What the llama.cpp dialect says about its own speed.
///
/// As in llama.cpp, the window runs from the first token to the last, yet all tokens are divided by
/// it: N / window where a client sees (N − 1) / window.
struct Timings {
    var promptTokens: Int
    var tokens: Int
    /// Nanoseconds after the request was read.
    var firstToken: Int64
    /// Nanoseconds after the request was read.
    var lastToken: Int64

    /// The `timings` member with the comma before it.
    var member: String {
        let promptMs = Double(firstToken) / 1_000_000
        let predictedMs = max(Double(lastToken - firstToken) / 1_000_000, 0.001)
        return ",\"timings\":{\"cache_n\":0,\"prompt_n\":\(promptTokens),\"prompt_ms\":\(promptMs),"
            + "\"predicted_n\":\(tokens),\"predicted_ms\":\(predictedMs),"
            + "\"predicted_per_second\":\(Double(tokens) * 1000 / predictedMs)}"
    }
}
