internal import BenchLanguage
internal import History
internal import LLMClient
internal import Measurement

extension Command {
    static let removeProvider = Command(
        forms: ["remove provider PROVIDER"],
        summary: "remove an endpoint that was added",
        examples: ["remove provider lab"],
        check: { call, check throws(Diagnostic) in
            guard let name = call.word(.provider) else { return }
            guard check.registry.provider(name.text)?.kind == .custom else {
                let custom = check.registry.providers.filter { $0.kind == .custom }.map(\.id)
                throw .unknown("added provider", name, among: custom)
            }
            check.registry.remove(name.text)
        },
        replay: .asWritten,
        action: { call, session in
            guard let name = call.word(.provider) else { return }
            session.registry.remove(name.text)
            if session.target?.provider == name.text { session.target = nil }
            _ = try session.history().removeProvider(name.text)
        }
    )
}
