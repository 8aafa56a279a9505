internal import BenchLanguage
internal import LLMClient
internal import Measurement
internal import Rendering

extension Command {
    static let showProviders = Command(
        forms: ["show providers \(Show.output)"],
        summary: "list the providers, which are usable and why not",
        examples: ["show providers"],
        action: { call, session in
            let rows = session.registry.providers.map { provider in
                let readiness = session.readiness(of: provider)
                return [
                    Cell.text(provider.id), .text(provider.title), .text(provider.kind.rawValue),
                    .text(readiness == .ready ? "yes" : "no"), .text(readiness.words),
                    Cell(provider.defaultModel),
                    Cell(provider.kind == .mock ? nil : provider.baseURL),
                    Cell(provider.documentation),
                ]
            }
            let columns = [
                Column("id", heading: "provider"), Column("title"), Column("kind"),
                Column("usable"), Column("key"), Column("default_model", heading: "default model"),
                Column("url"), Column("documentation"),
            ]
            try Show.emit(
                Table(columns: columns, rows: rows),
                sparing: ["documentation", "url", "kind", "default_model", "title"],
                call,
                session
            )
        }
    )
}
