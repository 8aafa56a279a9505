import LLMClient
import Measurement
import MockProvider

/// A client and a mock provider in this process.
struct Bench: Sendable {
    let mock: MockProvider
    let client: LLMClient

    /// A request for a model of the mock, or for another server by its url.
    func prepared(
        _ model: String = "m",
        url: String? = nil,
        key: String? = nil,
        connection: ConnectionState = .warm,
        timeouts: Timeouts = .generous
    ) throws -> PreparedRequest {
        let provider = Provider(id: "lab", title: "Lab", kind: .custom, baseURL: mock.baseURL)
        let request = ChatRequest(
            RequestSettings(prompt: "say something"),
            to: Target(provider: "lab", model: model),
            of: provider
        )
        return try PreparedRequest(
            request,
            to: provider,
            url: url,
            key: key.map(Secret.init),
            connection: connection,
            timeouts: timeouts
        )
    }

    func send(_ prepared: PreparedRequest, lane: Int = 0) async -> Run {
        await client.send(prepared, number: 1, lane: lane, epoch: .now())
    }

    /// The run that a script leads to, on a connection of its own.
    func run(
        _ script: ResponseScript,
        lane: Int = 0,
        timeouts: Timeouts = .generous
    ) async throws -> Run {
        mock.set(script: script, for: "m")
        return await send(try prepared(timeouts: timeouts), lane: lane)
    }
}

/// Lends a client and a started mock provider, and stops both afterwards.
func withBench(
    _ behaviour: Behaviour = .short,
    authorityFile: String? = nil,
    _ body: (Bench) async throws -> Void
) async throws {
    let mock = try await MockProvider.start(behaviours: ["m": behaviour])
    let bench = Bench(mock: mock, client: LLMClient(authorityFile: authorityFile))
    do {
        try await body(bench)
    } catch {
        await bench.client.shutdown()
        await mock.stop()
        throw error
    }
    await bench.client.shutdown()
    await mock.stop()
}

/// Waits until something holds, for twenty seconds at most.
func eventually(_ condition: () async -> Bool) async throws -> Bool {
    for _ in 0..<10_000 {
        if await condition() { return true }
        try await Task.sleep(for: .milliseconds(2))
    }
    return await condition()
}

extension Timeouts {
    /// For everything but the limits themselves: a busy machine is not to be met by one.
    static let generous = {
        var timeouts = Timeouts(total: 100)
        timeouts.connect = 100
        return timeouts
    }()
}

extension Behaviour {
    /// Eight tokens, a millisecond apart, after twenty.
    static let short = Behaviour(ttft: .milliseconds(20), gap: .milliseconds(1), tokens: 8)
}
