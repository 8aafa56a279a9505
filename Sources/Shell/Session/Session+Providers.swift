internal import BenchLanguage
internal import History
internal import LLMClient
internal import Text

extension Session {
    /// Loads the providers that users added, from the history; false when it cannot be read.
    ///
    /// The file may come from somebody else. So a stored provider never stands in for a built-in
    /// one, and one that sends such a provider's key elsewhere is told, even in quiet.
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
            registry.add(provider)
            tellKey(of: provider, sharedWith: builtIn)
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

    /// Warns where a key that is set for a built-in provider would go to a stored one.
    private func tellKey(of provider: Provider, sharedWith builtIn: [Provider]) {
        let variable = provider.keyVariables.first { surroundings.environment[$0] != nil }
        guard let variable, builtIn.contains(where: { $0.keyVariables.contains(variable) }) else {
            return
        }
        let text =
            "the provider '\(provider.id.onOneLine)' in the history '\(surroundings.historyPath)' "
            + "sends the key in \(variable) to \(provider.baseURL.onOneLine)"
        let help = "if you did not add it: remove provider \(provider.id.onOneLine)"
        output.report(Diagnostic(.warning, text, at: nil, help: help))
    }
}
