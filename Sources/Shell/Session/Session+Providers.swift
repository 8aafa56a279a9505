internal import BenchLanguage
internal import History
internal import LLMClient
internal import Text

extension Session {
    /// Loads the providers that users added, from the history; false when it cannot be read.
    ///
    /// The file may come from somebody else. So a stored provider never stands in for a built-in
    /// one, says no more than the language can, and has a key only where ``KeyUses`` allows it.
    @discardableResult
    package func loadProviders() -> Bool {
        let stored: [(name: String, entry: String)]
        do throws(Diagnostic) {
            stored = try storedProviders()
        } catch {
            let help = "the providers that were added to it are not known"
            output.report(Diagnostic(.warning, error.message, at: nil, help: help))
            return false
        }
        let builtIn = registry.providers.filter { $0.kind != .custom }
        for (name, entry) in stored {
            // Under another id it could neither be found nor removed by its name.
            guard let provider = Provider(json: entry), provider.id == name else {
                refuse(name, "its entry is damaged")
                continue
            }
            guard !builtIn.contains(where: { $0.id == name }), provider.kind == .custom else {
                refuse(name, "no built-in provider can be replaced")
                continue
            }
            guard canBeWritten(provider) else {
                refuse(name, "its entry is not what 'add provider' writes")
                continue
            }
            registry.add(provider)
        }
        return true
    }

    private func storedProviders() throws(Diagnostic) -> [(name: String, entry: String)] {
        guard let history = try storedHistory() else { return [] }
        do throws(HistoryError) {
            return try history.customProviders()
        } catch {
            throw .error(error.description, at: nil)
        }
    }

    private func refuse(_ name: String, _ reason: String) {
        let text =
            "the provider '\(name.onOneLine)' in the history '\(surroundings.historyPath)' "
            + "is left out: \(reason)"
        output.report(Diagnostic(.warning, text, at: nil))
    }

    /// Whether a provider is what an `add provider` of the language can say, and no more.
    private func canBeWritten(_ provider: Provider) -> Bool {
        let text = ScriptText.statement(for: provider)
        let parse = grammar.parse(Source(name: "", text: text))
        guard parse.diagnostics.isEmpty, parse.script.statements.count == 1,
            case .call(let call)? = parse.script.statements.first, call.role == .provider
        else { return false }
        return (try? Provider(added: call, using: nil)) == provider
    }
}
