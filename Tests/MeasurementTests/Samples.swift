import FoundationEssentials
import Measurement

extension Suite {
    static func sample(concurrency: Int = 1, _ conditions: Conditions? = nil) -> Suite {
        Suite(
            id: "a",
            mode: .concurrent,
            targets: [Target(provider: "lab", model: "m")],
            request: RequestSettings(prompt: "hi"),
            requests: 10,
            concurrency: concurrency,
            createdAt: Date(timeIntervalSince1970: 0),
            conditions: conditions
        )
    }
}

extension Run {
    static func sample(
        _ number: Int,
        lane: Int = 0,
        start: Double = 0,
        ttft: Double? = nil,
        latency: Double = 100,
        phases: Phases = .warm,
        arrivals: [Int64] = [],
        outcome: Outcome = .success
    ) -> Run {
        Run(
            number: number,
            target: Target(provider: "lab", model: "m"),
            lane: lane,
            startOffset: start,
            outcome: outcome,
            phases: phases,
            firstToken: ttft,
            end: latency,
            timeline: Timeline(arrivals: arrivals)
        )
    }
}
