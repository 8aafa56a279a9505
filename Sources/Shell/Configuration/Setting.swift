package import BenchLanguage
internal import Measurement
internal import Rendering

/// Something that `set` changes: its name, what it takes, its default and what it does.
///
/// Help, completion, range errors and `show settings` read this declaration.
package struct Setting: Sendable {
    package let name: String
    package let kind: Kind
    package let defaultValue: Scalar
    package let summary: String
    /// The environment variable that changes the default.
    package let variable: String?
    /// Words that only lead to a suggestion.
    let synonyms: [String]

    /// What a setting takes.
    package enum Kind: Sendable {
        case text
        case number(ClosedRange<Double>)
        /// `guardedBy` names the setting that holds the upper bound.
        case integer(ClosedRange<Int>, guardedBy: String? = nil)
        /// In seconds.
        case duration(ClosedRange<Double>)
        case choice([String])
    }

    /// Whether it changes how requests are sent, so that a statement can set it for itself.
    let isOfRequests: Bool

    /// The setting that holds the upper bound of this one, if there is one.
    var guardName: String? {
        if case .integer(_, let guardName) = kind { guardName } else { nil }
    }

    /// The setting with that name, nil when there is none.
    package static func named(_ name: String) -> Setting? {
        all.first { $0.name == name }
    }

    /// Every setting, in the order of `show settings`.
    package static let all: [Setting] = [
        Setting(
            "prompt",
            .text,
            .text("Explain in about 150 words how a lighthouse guides ships at night."),
            "what every request asks",
            synonyms: ["message", "question", "user"]
        ),
        Setting(
            "system",
            .text,
            .text(""),
            "system message before the prompt; empty for none",
            synonyms: ["system_prompt"]
        ),
        Setting(
            "temperature",
            .number(0...2),
            .number(0.7),
            "randomness of the answer; clamped, fixed or left out where a provider demands it",
            variable: "DEFAULT_TEMPERATURE",
            synonyms: ["temp"]
        ),
        Setting(
            "max_tokens",
            .integer(1...1_000_000, guardedBy: "max_tokens_limit"),
            .number(512),
            "most tokens an answer may have",
            variable: "DEFAULT_MAX_TOKENS",
            synonyms: ["tokens", "max_completion_tokens"]
        ),
        Setting(
            "thinking",
            .choice(Thinking.allCases.map(\.rawValue)),
            .text("off"),
            "off: send the model's switch that stops reasoning, where it has one; "
                + "model: leave it to the model",
            synonyms: ["reasoning"]
        ),
        Setting(
            "runs",
            .integer(1...1_000_000, guardedBy: "max_runs"),
            .number(3),
            "requests of 'run multi' and 'compare' without a count",
            variable: "DEFAULT_RUNS",
            synonyms: ["count", "requests", "iterations"]
        ),
        Setting(
            "concurrency",
            .integer(1...10_000, guardedBy: "max_concurrency"),
            .number(5),
            "requests in flight of 'run concurrent 10' without 'x'",
            synonyms: ["parallel", "parallelism", "lanes", "threads", "workers"]
        ),
        Setting(
            "timeout",
            .duration(0.001...86_400),
            .duration(nanoseconds: 120_000_000_000),
            "longest duration of a run",
            variable: "REQUEST_TIMEOUT",
            synonyms: ["deadline"]
        ),
        Setting(
            "connection",
            .choice(ConnectionState.allCases.map(\.rawValue)),
            .text("warm"),
            "warm: connections open before the clock starts; cold: each run opens its own",
            synonyms: ["keepalive"]
        ),
        Setting(
            "host",
            .choice(["hashed", "off"]),
            .text("hashed"),
            "hashed: suites keep a hash that tells machines apart; off: they do not",
            isOfRequests: false
        ),
        Setting(
            "format",
            .choice(OutputFormat.allCases.map(\.rawValue)),
            .text("table"),
            "how 'show' and SQL print",
            isOfRequests: false,
            synonyms: ["mode"]
        ),
        Setting(
            "output",
            .text,
            .text("screen"),
            "the file that results go to; screen: standard output",
            isOfRequests: false
        ),
        Setting(
            "pager",
            .choice(["auto", "off"]),
            .text("auto"),
            "auto: at the prompt, results taller than the window go through "
                + "BENCHSH_PAGER, PAGER or less",
            isOfRequests: false
        ),
        Setting(
            "timing",
            .choice(["auto", "on", "off"]),
            .text("auto"),
            "tell how long a statement took; auto: at a terminal, from half a second on",
            isOfRequests: false
        ),
        Setting(
            "max_runs",
            .integer(1...1_000_000),
            .number(100),
            "guard: most requests of one suite, for each target"
        ),
        Setting(
            "max_concurrency",
            .integer(1...10_000),
            .number(10),
            "guard: most requests in flight",
            variable: "MAX_CONCURRENCY"
        ),
        Setting(
            "max_tokens_limit",
            .integer(1...1_000_000),
            .number(4096),
            "guard: highest max_tokens"
        ),
    ]

    private init(
        _ name: String,
        _ kind: Kind,
        _ defaultValue: Scalar,
        _ summary: String,
        variable: String? = nil,
        isOfRequests: Bool = true,
        synonyms: [String] = []
    ) {
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.summary = summary
        self.variable = variable
        self.isOfRequests = isOfRequests
        self.synonyms = synonyms
    }

    /// What it takes, in words: `0 to 2`, `warm or cold`.
    package func rangeText(limit: Int? = nil) -> String {
        switch kind {
        case .text: "text"
        case .number(let range):
            "\(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
        case .integer(let range, _): "\(range.lowerBound) to \(limit ?? range.upperBound)"
        case .duration(let range):
            "\(Scalar.seconds(range.lowerBound).text) to \(Scalar.seconds(range.upperBound).text)"
        case .choice(let choices): choices.joined(separator: ", ")
        }
    }

    private static func plain(_ number: Double) -> String { Scalar.number(number).text }
}

extension RequestSettings {
    /// Each setting of a request with its value.
    var settings: [(setting: Setting, value: Scalar)] {
        let values: [(name: String, value: Scalar)] = [
            ("prompt", .text(prompt)), ("system", .text(system ?? "")),
            ("temperature", .number(temperature)), ("max_tokens", .number(Double(maxTokens))),
            ("thinking", .text(thinking.rawValue)), ("connection", .text(connection.rawValue)),
            ("timeout", .seconds(timeout)),
        ]
        return values.compactMap { name, value in Setting.named(name).map { ($0, value) } }
    }
}

extension Scalar {
    /// A duration; what is too long or no number at all becomes the longest there is.
    static func seconds(_ seconds: Double) -> Scalar {
        .duration(nanoseconds: Int64(exactly: (seconds * 1e9).rounded()) ?? .max)
    }
}
