import FoundationEssentials
import Measurement

/// Suites and runs with round figures, made without a server.
enum Fixture {
    static let glm = Target(provider: "glm", model: "glm-5")
    static let openai = Target(provider: "openai", model: "gpt-6-luna")

    /// In ISO 8601: 2026-11-23T19:46:00.123Z.
    static let date = Date(timeIntervalSince1970: 1_795_463_160.123)

    static func suite(
        _ mode: Mode = .multi,
        targets: [Target] = [openai],
        requests: Int = 5,
        concurrency: Int = 1
    ) -> Suite {
        Suite(
            id: "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
            number: 12,
            name: "steady",
            mode: mode,
            targets: targets,
            request: RequestSettings(prompt: "Say \"hi\""),
            requests: requests,
            concurrency: concurrency,
            status: .completed,
            createdAt: date,
            completedAt: date.addingTimeInterval(5),
            wall: 5000
        )
    }

    /// A run whose first token comes after `ttft`, and then one every 10 ms.
    static func success(
        _ number: Int,
        ttft: Double = 52.1,
        tokens: Int = 64,
        target: Target = openai,
        source: TokenSource = .usage,
        notes: [String] = []
    ) -> Run {
        let start = Int64((ttft * 1000).rounded())
        let arrivals = (0..<Int64(tokens)).map { start + $0 * 10_000 }
        let last = ttft + Double(tokens - 1) * 10
        return Run(
            number: number,
            target: target,
            startOffset: Double(number - 1) * 1000,
            recordedAt: date,
            outcome: .success,
            headers: ttft - 5,
            firstByte: ttft - 2,
            firstToken: ttft,
            firstAnswer: ttft,
            lastToken: last,
            end: last + 1,
            timeline: Timeline(arrivals: arrivals),
            firstReadShare: 1 / Double(tokens),
            tokens: TokenUsage(
                input: 10,
                output: tokens,
                total: tokens + 10,
                source: source,
                cost: 0.00012,
                costSource: .prices
            ),
            finishReason: "stop",
            response: "Hello\n\u{1B}[31mred",
            notes: notes
        )
    }

    static func failure(_ number: Int, _ failure: Failure, target: Target = openai) -> Run {
        Run(
            number: number,
            target: target,
            startOffset: Double(number - 1) * 1000,
            recordedAt: date,
            outcome: .error(failure),
            end: 12
        )
    }

    static func cancelled(_ number: Int) -> Run {
        Run(
            number: number,
            target: openai,
            startOffset: Double(number - 1) * 1000,
            recordedAt: date,
            outcome: .cancelled,
            end: 30
        )
    }

    static let slowDown = Failure(
        .rateLimited,
        "HTTP 429: slow down",
        httpStatus: 429,
        retryAfter: 2
    )
}
