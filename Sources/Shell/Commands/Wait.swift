internal import BenchLanguage

extension Command {
    static let wait = Command(
        forms: ["wait DURATION"],
        synonyms: ["sleep", "pause"],
        summary: "do nothing for a while, for rate limits",
        examples: ["wait 10ms"],
        tellsItsTime: true,
        replay: .asWritten,
        action: { call, session in
            guard let duration = try call.duration()?.resolve(using: session.scope) else { return }
            try await Interruptible.run(session) {
                try? await Task.sleep(for: .nanoseconds(max(0, duration.count)))
            }
        }
    )
}
