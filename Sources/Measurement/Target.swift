/// What a request is sent to: a model of a provider.
///
/// Written `provider/model`. The model may itself hold slashes (`openrouter/openai/gpt-6-luna`),
/// so only the first slash separates.
package struct Target: Hashable, Sendable, CustomStringConvertible {
    package var provider: String
    package var model: String

    package init(provider: String, model: String) {
        self.provider = provider
        self.model = model
    }

    package var description: String { "\(provider)/\(model)" }
}
