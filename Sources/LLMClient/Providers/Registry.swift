private import FoundationEssentials

/// The providers that can be used, in the order in which they are listed.
package struct Registry: Sendable {
    package private(set) var providers: [Provider]

    /// The built-in providers.
    package init() throws(RegistryError) {
        do {
            let data = Data(PackageResources.providers_json)
            providers = try JSONDecoder().decode([Provider].self, from: data)
        } catch {
            throw RegistryError(description: "the built-in registry is damaged: \(error)")
        }
    }

    /// The environment variables that any provider reads its key from.
    package var keyVariables: Set<String> { Set(providers.flatMap(\.keyVariables)) }

    /// The provider with that id, nil when there is none.
    package func provider(_ id: String) -> Provider? {
        providers.first { $0.id == id }
    }

    /// Adds a provider, or replaces the one with its id in place.
    package mutating func add(_ provider: Provider) {
        if let index = providers.firstIndex(where: { $0.id == provider.id }) {
            providers[index] = provider
        } else {
            providers.append(provider)
        }
    }

    /// Removes the provider with that id, if there is one.
    package mutating func remove(_ id: String) {
        providers.removeAll { $0.id == id }
    }
}

/// A registry that cannot be read.
package struct RegistryError: Error, Hashable {
    package let description: String
}

extension Provider {
    /// The model with that id; one that the registry does not list is taken as it is.
    package func model(_ id: String) -> Model {
        models.first { $0.id == id } ?? Model(id: id)
    }

    /// Whether a key must be set before requests can go out.
    package var needsKey: Bool {
        !keyVariables.isEmpty && keyOptional != true
    }

    /// As JSON text, for storing a provider that was added at the prompt.
    package var json: String {
        guard let data = try? JSONEncoder().encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    /// Reads what `json` wrote; nil when it is something else.
    package init?(json: String) {
        guard let provider = try? JSONDecoder().decode(Provider.self, from: Data(json.utf8)) else {
            return nil
        }
        self = provider
    }
}
