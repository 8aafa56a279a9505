import MockProvider

extension Behaviour {
    /// An answer that takes no time.
    static func instant(
        tokens: Int = 8,
        reasoningTokens: Int = 0,
        dialect: Dialect = .openAI
    ) -> Behaviour {
        Behaviour(
            ttft: .zero,
            gap: .zero,
            tokens: tokens,
            reasoningTokens: reasoningTokens,
            dialect: dialect
        )
    }
}

/// Lends a started mock provider and stops it afterwards.
func withMock(
    _ behaviours: [String: Behaviour] = ["m": .instant()],
    _ body: (MockProvider) async throws -> Void
) async throws {
    let mock = try await MockProvider.start(behaviours: behaviours)
    do {
        try await body(mock)
    } catch {
        await mock.stop()
        throw error
    }
    await mock.stop()
}

/// Waits until something holds, for ten seconds at most.
func eventually(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<2000 {
        if condition() { return true }
        try await Task.sleep(for: .milliseconds(5))
    }
    return condition()
}
