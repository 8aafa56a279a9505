import FoundationEssentials
import Glibc
import History
import Measurement

/// Fills a history with made-up suites and says how fast it took them.
///
/// Usage: `HistoryLoad FILE SUITES RUNS`, with the number of runs of each suite. The same numbers
/// make the same file. The time is that of storing, not of making the runs up.
@main
struct HistoryLoad {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let suites = Int(arguments[2]), let runs = Int(arguments[3])
        else { throw Usage() }
        let history = try History(path: arguments[1])
        var dice = Dice()
        var spent = Duration.zero
        var finishing = Duration.zero
        let clock = ContinuousClock()
        var processor = 0.0
        for number in 0..<suites {
            let suite = try history.begin(.made(number, of: suites, runs: runs))
            let made = (1...runs).map { Run.made($0, of: suite, &dice) }
            let before = processorSeconds()
            spent += try clock.measure { try history.record(made, of: suite) }
            processor += processorSeconds() - before
            finishing += try clock.measure {
                _ = try history.finish(suite, summary: SuiteSummary(runs: made))
            }
        }
        let seconds = spent / .seconds(1)
        let rate = Double(suites * runs) / seconds
        print(
            #"{"runs": \#(suites * runs), "seconds": \#(seconds), "runs_per_second": \#(rate), "#
                + #""cpu_seconds": \#(processor), "finishing_seconds": \#(finishing / .seconds(1))}"#
        )
    }

    /// What the process has used of the processor, in seconds.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

struct Usage: Error, CustomStringConvertible {
    let description = "HistoryLoad FILE SUITES RUNS"
}

/// Numbers that look random and are the same each time (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64 = 42

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension Suite {
    private static let providers = ["openai", "glm", "kimi", "deepseek", "mock"]
    private static let start = 1_767_225_600.0
    private static let words = "Explain in about 150 words how a lighthouse guides ships at night. "

    /// One of many suites, spread over a year; each tenth compares two targets.
    static func made(_ number: Int, of count: Int, runs: Int) -> Suite {
        let isComparison = number % 10 == 9
        let targets = [number, number + 1].map { index in
            Target(
                provider: providers[index % providers.count],
                model: "model-\(index / providers.count % 3)"
            )
        }
        return Suite(
            id: "00000000-0000-4000-8000-" + String(1_000_000_000_000 + number).dropFirst(1),
            name: number % 50 == 0 ? "nightly" : nil,
            mode: isComparison ? .comparison : .concurrent,
            targets: isComparison ? targets : [targets[0]],
            request: RequestSettings(prompt: String(repeating: words, count: 1 + number % 20)),
            requests: runs,
            concurrency: 10,
            createdAt: Date(
                timeIntervalSince1970: start + 31_536_000 * Double(number) / Double(count)
            )
        )
    }
}

extension Run {
    private static let answer = String(
        repeating: "The light turns, and ships keep clear of the rocks below it. ",
        count: 10
    )

    /// A run of 100 chunks; one in fifty fails.
    static func made(_ number: Int, of suite: Suite, _ dice: inout Dice) -> Run {
        let target = suite.targets[number % suite.targets.count]
        let recordedAt = suite.createdAt.addingTimeInterval(Double(number))
        guard number % 50 != 49 else {
            return Run(
                number: number,
                target: target,
                recordedAt: recordedAt,
                outcome: .error(Failure(.rateLimited, "too many requests", httpStatus: 429)),
                end: 20
            )
        }
        var arrival = Int64.random(in: 40_000..<900_000, using: &dice)
        let first = arrival
        let arrivals = (0..<100).map { _ in
            defer { arrival += .random(in: 5000..<30_000, using: &dice) }
            return arrival
        }
        let last = Double(arrivals[99]) / 1000
        return Run(
            number: number,
            target: target,
            lane: number % 10,
            startOffset: Double(number / 10) * 2000,
            recordedAt: recordedAt,
            outcome: .success,
            headers: Double(first) / 1000 - 2,
            firstByte: Double(first) / 1000 - 1,
            firstToken: Double(first) / 1000,
            firstAnswer: Double(first) / 1000,
            lastToken: last,
            end: last + 1,
            timeline: Timeline(arrivals: arrivals),
            firstReadShare: 0.01,
            tokens: TokenUsage(input: 30, output: 100, total: 130, source: .usage, cost: 0.0003),
            finishReason: "stop",
            response: answer
        )
    }
}
