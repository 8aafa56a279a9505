internal import BenchLanguage
internal import LLMClient
internal import Rendering

extension Command {
    static let showModels = Command(
        forms: ["show models [of PROVIDER] \(Show.output)"],
        summary: "list the models that the registry knows, and what is known of them",
        details: "The registry's list is a start; any other model can be used by its name.",
        examples: ["show models of mock", "show models"],
        check: { call, check throws(Diagnostic) in
            guard let name = call.word(.provider, after: "of"),
                check.registry.provider(name.text) == nil
            else { return }
            throw Language.unknownProvider(
                name.text,
                among: check.registry.providers,
                at: name.span
            )
        },
        action: { call, session in
            let only = call.word(.provider, after: "of")?.text
            let providers = session.registry.providers.filter { only == nil || $0.id == only }
            let rows = providers.flatMap { provider in
                provider.models.map { row($0, of: provider, session) }
            }
            let columns = [
                Column("provider"), Column("model"), Column("default"), Column("thinking"),
                Column("input_price", heading: "$/M in", isNumeric: true),
                Column("output_price", heading: "$/M out", isNumeric: true),
                Column("prices_as_of", heading: "as of"), Column("retires"), Column("usable"),
                Column("note"),
            ]
            try Show.emit(
                Table(columns: columns, rows: rows),
                sparing: [
                    "note", "prices_as_of", "usable", "input_price", "output_price", "thinking",
                ],
                call,
                session
            )
        }
    )

    @MainActor
    private static func row(_ model: Model, of provider: Provider, _ session: Session) -> [Cell] {
        let readiness = session.readiness(of: provider)
        return [
            .text(provider.id), .text(model.id),
            .text(provider.defaultModel == model.id ? "yes" : ""),
            .text((model.thinking ?? .optional).rawValue), Cell(model.price?.input, nil),
            Cell(model.price?.output, nil), Cell(model.price?.asOf), Cell(model.retires),
            .text(readiness == .ready ? "yes" : readiness.words), Cell(model.note),
        ]
    }
}
