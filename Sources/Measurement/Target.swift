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

    /// Reads `provider/model`; nil without a slash.
    package init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        self.init(
            provider: String(text[..<slash]),
            model: String(text[text.index(after: slash)...])
        )
    }
}
