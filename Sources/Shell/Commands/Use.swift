internal import BenchLanguage
internal import LLMClient
internal import Measurement

extension Command {
    static let use = Command(
        forms: ["use TARGET"],
        synonyms: ["connect", "provider", "target"],
        summary: "choose the target that 'run' sends to",
        details: "A target is provider/model, or provider for its default model.",
        examples: ["use mock", "use mock/jittery", "use openai/gpt-6-luna"],
        check: { call, check throws(Diagnostic) in
            guard let target = call.target() else { return }
            let written = try check.known(target)
            check.target =
                written.map { .target(provider: $0.provider, model: $0.model) } ?? .unknown
        },
        replay: .asWritten,
        action: { call, session in
            guard let operand = call.target() else { return }
            let written = try operand.resolve(using: session.scope)
            let target = try session.target(written, at: operand.span)
            session.target = target
            let provider = try session.provider(target.provider, at: operand.span)
            switch session.readiness(of: provider) {
            case .ready: break
            case .missingKey(let names):
                let text = "\(provider.id) needs a key: set \(names.first ?? "it") before you run"
                session.output.report(Diagnostic(.note, text, at: nil))
            case .unsaidKey:
                var problem = Language.unsaidKey(of: provider, at: nil)
                problem.severity = .note
                session.output.report(problem)
            }
            let model = provider.model(target.model)
            if let retires = model.retires {
                session.output.report(
                    Diagnostic(.note, "\(target) is retired from \(retires)", at: nil)
                )
            }
            if session.isInteractive { session.output.note("target is now \(target)") }
        }
    )
}
