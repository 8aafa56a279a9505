internal import BenchLanguage
internal import History
internal import LLMClient

extension Command {
    static let addProvider = Command(
        forms: ["add provider PROVIDER url STRING [key env NAME] [model WORD {, WORD}]"],
        summary: "add an endpoint of your own",
        details: "The url is the base to which /chat/completions is added. The key itself is never "
            + "written here: name the environment variable that holds it. Added providers are kept "
            + "in the history's file; that they may have the key is remembered on this machine.",
        examples: [
            #"add provider lab url "http://127.0.0.1:9/v1" key env LAB_KEY model m"#
        ],
        role: .provider,
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
            check.keyUses.note(provider)
        },
        replay: .written { call, session in
            call.word(.provider).flatMap { session.registry.provider($0.text) }
                .map(ScriptText.statement)
        },
        action: { call, session in
            let provider = try Provider(added: call, using: session.scope)
            session.registry.add(provider)
            session.allowKey(of: provider)
            try session.history().saveProvider(provider.id, entry: provider.json)
        }
    )
}

extension Call {
    /// The environment variable that an added provider reads its key from.
    var addedKeyVariables: [String] {
        role == .provider ? words(.name, after: "env").map(\.text) : []
    }
}

extension Provider {
    /// The provider that an `add provider` statement describes.
    init(
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
