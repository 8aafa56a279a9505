/// How a target is named: a provider, and a model of it when it is not the default one.
package struct TargetReference: ScalarReadable, Hashable {
    /// Everything before the first `/`.
    package let provider: String
    /// Everything behind the first `/`; nil for the provider's default model.
    package let model: String?

    /// Reads `provider` or `provider/model`; nil when a part is empty or holds blanks.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, TargetReference.isPart(first) else { return nil }
        provider = String(first)
        guard parts.count == 2 else {
            model = nil
            return
        }
        guard TargetReference.isPart(parts[1]) else { return nil }
        model = String(parts[1])
    }

    /// Reads a scalar; nil when it is something else.
    package init?(_ scalar: Scalar) {
        guard case .text(let text) = scalar else { return nil }
        self.init(text)
    }

    /// What the type is called in an error.
    package static var noun: String { "a target like openai or openai/gpt-5-mini" }

    private static func isPart(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.allSatisfy(Bytes.isTarget)
    }
}
