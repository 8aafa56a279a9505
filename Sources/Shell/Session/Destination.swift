internal import BenchLanguage
internal import LLMClient
internal import Measurement
internal import MockProvider

/// Why a provider can or cannot be used now.
enum Readiness: Hashable, Sendable {
    case ready
    /// None of these variables is set.
    case missingKey([String])
    /// It came with the history, and nobody said here that it may have the key in this variable.
    case unsaidKey(String)

    var words: String {
        switch self {
        case .ready: "ready"
        case .missingKey(let names):
            "set \(names.first ?? "the key")"
                + (names.count > 1 ? " (or \(names.dropFirst().joined(separator: ", ")))" : "")
        case .unsaidKey(let name): "add it again to let it have \(name)"
        }
    }
}

extension Session {
    func readiness(of provider: Provider) -> Readiness {
        guard provider.needsKey, key(of: provider) == nil else { return .ready }
        let isSet = provider.keyVariables.first { surroundings.environment[$0] != nil }
        return isSet.map(Readiness.unsaidKey) ?? .missingKey(provider.keyVariables)
    }

    /// Lets an added provider have the key that it names, here and in later sessions.
    func allowKey(of provider: Provider) {
        keyUses.note(provider)
        do {
            try keyUses.store()
        } catch {
            let text =
                "that \(provider.id) may have its key cannot be remembered beyond this session: "
                + FileProblem.words(error)
            output.report(Diagnostic(.warning, text, at: nil))
        }
    }

    /// What the word `providers` means in `for` and `compare`: those whose key is set.
    var providersWithKey: [Provider] {
        registry.providers.filter { $0.defaultModel != nil && key(of: $0) != nil }
    }

    /// The provider's key from the first of its variables that is set, where it may have that.
    func key(of provider: Provider) -> Secret? {
        guard keyUses.allow(provider) else { return nil }
        return provider.keyVariables.lazy.compactMap { self.surroundings.environment[$0] }.first
            .map { Secret($0) }
    }

    /// The provider of that name; an unknown one is an error with a suggestion.
    func provider(_ id: String, at span: Span?) throws(Diagnostic) -> Provider {
        if let provider = registry.provider(id) { return provider }
        throw Language.unknownProvider(id, among: registry.providers, at: span)
    }

    /// What a written target means, with the default model filled in.
    func target(
        _ written: TargetReference,
        at span: Span?
    ) throws(Diagnostic) -> Target {
        let provider = try provider(written.provider, at: span)
        guard let model = written.model ?? provider.defaultModel else {
            throw .error(
                "\(provider.id) has no default model",
                at: span,
                label: "name the model: \(provider.id)/MODEL"
            )
        }
        return Target(provider: provider.id, model: model)
    }

    /// Prepares the requests of a suite to a target.
    func prepared(
        _ target: Target,
        _ request: RequestSettings,
        at span: Span?
    ) async throws(Diagnostic) -> PreparedRequest {
        let provider = try provider(target.provider, at: span)
        switch readiness(of: provider) {
        case .ready: break
        case .missingKey: throw Language.missingKey(of: provider, at: span)
        case .unsaidKey: throw Language.unsaidKey(of: provider, at: span)
        }
        let key = key(of: provider)
        if let key, !key.isUsable {
            throw .error(
                "the key of \(provider.id) holds characters that cannot stand in a header",
                at: span,
                help: "check for blanks and line ends in the variable"
            )
        }
        let url = provider.kind == .mock ? try await mockProvider().baseURL : nil
        let chat = ChatRequest(request, to: target, of: provider)
        do throws(EndpointError) {
            return try PreparedRequest(
                chat,
                to: provider,
                url: url,
                key: key,
                connection: request.connection,
                timeouts: Timeouts(total: request.timeout)
            )
        } catch {
            throw .error(error.description, at: span)
        }
    }
}
