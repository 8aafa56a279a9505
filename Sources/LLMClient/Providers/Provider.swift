/// An endpoint that speaks the OpenAI chat-completions protocol, described by data.
///
/// The built-in ones are entries of `providers.json`; users add theirs with `add provider`. A
/// field that is left out has the default named beside it.
package struct Provider: Codable, Hashable, Sendable {
    /// The word people type: `openai`.
    package var id: String
    package var title: String
    package var kind: Kind
    /// Base of every path, as given by the provider; may or may not end in `/v1` or in `/`.
    package var baseURL: String
    /// Environment variables that may hold the key, the preferred one first; empty means no key.
    package var keyVariables: [String]
    /// Whether requests may go out without a key although variables are named.
    package var keyOptional: Bool?
    /// Header that carries the key (`Authorization`), and what stands before it (`Bearer `).
    package var keyHeader: String?
    package var keyPrefix: String?
    /// Headers sent with every request; never a secret.
    package var headers: [String: String]?
    /// Members added to every request body.
    package var extraBody: [String: JSONValue]?
    package var defaultModel: String?
    package var models: [Model]
    /// `send` when left out.
    package var temperature: TemperatureRule?
    /// `max_tokens` when left out.
    package var maxTokensField: MaxTokensField?
    /// `include_usage` when left out.
    package var streamUsage: StreamUsage?
    /// A body patch that turns reasoning off, for models that do not name their own.
    package var thinkingOff: [String: JSONValue]?
    /// A page for people.
    package var documentation: String?

    package init(id: String, title: String, kind: Kind, baseURL: String) {
        self.id = id
        self.title = title
        self.kind = kind
        self.baseURL = baseURL
        keyVariables = []
        models = []
    }

    private enum CodingKeys: String, CodingKey {
        case id, title, kind, keyVariables, keyOptional, keyHeader, keyPrefix, headers, extraBody
        case baseURL = "baseUrl"
        case defaultModel, models, temperature, maxTokensField, streamUsage, thinkingOff
        case documentation
    }

    /// Where a provider runs.
    package enum Kind: String, Codable, Sendable {
        /// Somebody else's machine, with a key.
        case cloud
        /// A server of the user's own.
        case local
        /// The server inside this program.
        case mock
        /// Added at the prompt.
        case custom
    }

    /// The name of the field that limits generated tokens.
    package enum MaxTokensField: String, Codable, Sendable {
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
    }

    /// How token counts are asked for.
    package enum StreamUsage: String, Codable, Sendable {
        /// Send `stream_options: {include_usage: true}`.
        case includeUsage = "include_usage"
        /// They come unasked; nothing is sent.
        case always
        /// They do not come in a stream; nothing is sent.
        case none
    }
}

/// A model of a provider.
package struct Model: Codable, Hashable, Sendable {
    package var id: String
    /// One short remark for lists.
    package var note: String?
    /// The day from which it is no longer served, `YYYY-MM-DD`; may lie ahead.
    package var retires: String?
    /// `optional` when left out.
    package var thinking: ModelThinking?
    /// A body patch that turns reasoning off, in place of the provider's.
    package var thinkingOff: [String: JSONValue]?
    /// In place of the provider's rule.
    package var temperature: TemperatureRule?
    /// Whether its template opens a `<think>` block itself, so that only the closing tag is streamed.
    package var thinkOpenImplied: Bool?
    package var price: Price?

    package init(id: String) {
        self.id = id
    }
}

/// Whether a model reasons before it answers.
package enum ModelThinking: String, Codable, Sendable {
    case never, optional, always
}

/// What becomes of the user's temperature.
package struct TemperatureRule: Codable, Hashable, Sendable {
    package var policy: Policy
    /// Bounds that the provider accepts; the value sent is clamped to them.
    package var minimum: Double?
    package var maximum: Double?
    /// The only value accepted, for `fixed`.
    package var value: Double?

    package init(_ policy: Policy, minimum: Double? = nil, maximum: Double? = nil) {
        self.policy = policy
        self.minimum = minimum
        self.maximum = maximum
    }

    /// What is done with it.
    package enum Policy: String, Codable, Sendable {
        case send
        /// Leave it out always: the provider refuses any.
        case omit
        /// Leave it out unless reasoning is off.
        case omitWhileThinking
        case fixed
    }
}

/// Dated list prices in US dollars for a million tokens.
package struct Price: Codable, Hashable, Sendable {
    package var input: Double
    /// Input tokens that the provider took from its cache; the input price when left out.
    package var cached: Double?
    package var output: Double
    /// The day it was read, `YYYY-MM-DD` or `YYYY-MM`.
    package var asOf: String
}
