internal import BenchLanguage
internal import History
internal import LLMClient
internal import Measurement
internal import Rendering

extension Command {
    static let addProvider = Command(
        forms: ["add provider PROVIDER url STRING [key env NAME] [model WORD {, WORD}]"],
        summary: "add an endpoint of your own",
        details: "The url is the base to which /chat/completions is added. The key itself is never "
            + "written here: name the environment variable that holds it. Added providers are kept "
            + "in the history's file.",
        examples: [
            #"add provider lab url "http://127.0.0.1:9/v1" key env LAB_KEY model m"#
        ],
        check: { call, check throws(Diagnostic) in
            let provider = try Provider(
                added: call,
                using: nil
            )
            let existing = check.registry.provider(provider.id)
            guard existing == nil || existing?.kind == .custom else {
                throw .error(
                    "'\(provider.id)' is built in",
                    at: call.word(.provider)?.span,
                    label: "choose another name"
                )
            }
            check.registry.add(provider)
        },
        replay: .written { call, session in
            call.word(.provider).flatMap { session.registry.provider($0.text) }
                .map(ScriptText.statement)
        },
        action: { call, session in
            let provider = try Provider(added: call, using: session.scope)
            session.registry.add(provider)
            try session.history().saveProvider(provider.id, entry: provider.json)
        }
    )

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
                ]
            }
            let columns = [
                Column("id", heading: "provider"), Column("title"), Column("kind"),
                Column("usable"), Column("key"), Column("default_model", heading: "default model"),
                Column("url"),
            ]
            try Show.emit(
                Table(columns: columns, rows: rows),
                sparing: ["url", "kind", "default_model", "title"],
                call,
                session
            )
        }
    )

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

extension Call {
    /// The environment variable that an added provider reads its key from.
    var addedKeyVariables: [String] { words(.name, after: "env").map(\.text) }
}

extension Provider {
    /// The provider that an `add provider` statement describes.
    fileprivate init(
        added call: Call,
        using scope: VariableScope?
    ) throws(Diagnostic) {
        guard let name = call.word(.provider), let url = call.text(after: "url") else {
            throw .error("a provider needs a name and a url", at: call.span)
        }
        guard name.text.allSatisfy({ $0.isLetter || $0.isNumber || "_-.".contains($0) }) else {
            throw .error(
                "'\(name.text)' cannot be the name of a provider",
                at: name.span,
                label: "use letters, digits, '_', '-' and '.'"
            )
        }
        let text: String
        if let scope {
            text = try url.resolve(using: scope)
        } else {
            // Before the script runs a variable's value is not known.
            text = url.literal ?? "http://localhost"
        }
        do throws(EndpointError) {
            _ = try Endpoint(text)
        } catch {
            throw .error(error.description, at: url.span)
        }
        self.init(id: name.text, title: name.text, kind: .custom, baseURL: text)
        keyVariables = Array(call.addedKeyVariables.prefix(1))
        models = call.words(.word, after: "model").map { Model(id: $0.text) }
        defaultModel = models.first?.id
    }
}
