import FoundationEssentials
import Measurement

@testable import History

extension Suite {
    static func sample(
        _ id: String,
        mode: Mode = .multi,
        targets: [Target] = [Target(provider: "lab", model: "m")],
        name: String? = nil,
        createdAt: Date = Date(timeIntervalSince1970: 1_795_463_160.123)
    ) -> Suite {
        Suite(
            id: id,
            name: name,
            mode: mode,
            targets: targets,
            request: RequestSettings(
                prompt: "say \"hi\"\nand 你好",
                system: "be brief",
                temperature: 0.25,
                maxTokens: 64,
                thinking: .model,
                connection: .cold,
                timeout: 30.5
            ),
            requests: 3,
            concurrency: 2,
            createdAt: createdAt
        )
    }
}

extension Run {
    /// A successful run in which no part has its default value.
    static func full(_ number: Int, ttft: Double = 120.125) -> Run {
        Run(
            number: number,
            target: Target(provider: "lab", model: "org/m-1"),
            lane: 3,
            startOffset: 17.062_5,
            recordedAt: Date(timeIntervalSince1970: 1_795_463_161.987),
            outcome: .success,
            phases: Phases(connection: .cold, dns: 1.1, connect: 2.2, tls: 3.3),
            headers: 100.1,
            firstByte: 101.2,
            firstToken: ttft,
            firstAnswer: ttft + 30.3,
            lastToken: ttft + 1000 / 3,
            end: ttft + 400.000_001,
            timeline: Timeline(arrivals: [120_125, 120_125, 150_425, 453_458]),
            firstReadShare: 0.1 + 0.2,
            tokens: TokenUsage(
                input: 11,
                output: 25,
                total: 36,
                reasoning: 7,
                cached: 4,
                source: .estimated,
                cost: 0.000_123_456_789,
                costSource: .prices
            ),
            reasoningHidden: true,
            finishReason: "stop",
            servedModel: "m-1-2026",
            serverTokensPerSecond: 71.3,
            response: "a\u{0}b — 👩‍👩‍👧 \"quoted\"",
            reasoning: "first\nthen",
            notes: ["estimated, \"about\"", "two"]
        )
    }

    static func failed(_ number: Int, kind: ErrorKind = .rateLimited) -> Run {
        Run(
            number: number,
            target: Target(provider: "lab", model: "m"),
            outcome: .error(Failure(kind, "wait", httpStatus: 429, retryAfter: 1.5)),
            end: 5
        )
    }

    static func cancelled(_ number: Int) -> Run {
        Run(
            number: number,
            target: Target(provider: "lab", model: "m"),
            outcome: .cancelled,
            end: 0
        )
    }
}
