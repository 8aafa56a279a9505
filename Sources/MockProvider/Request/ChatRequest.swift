import FoundationEssentials
import NIOCore

/// The fields of a chat-completions request that the mock provider heeds.
struct ChatRequest: Decodable {
    let model: String
    let stream: Bool?
    let maxTokens: Int?
    let maxCompletionTokens: Int?
    let streamOptions: StreamOptions?
    let messages: [Message]?

    struct StreamOptions: Decodable {
        let includeUsage: Bool?

        enum CodingKeys: String, CodingKey {
            case includeUsage = "include_usage"
        }
    }

    enum CodingKeys: String, CodingKey {
        case model, stream, messages
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
        case streamOptions = "stream_options"
    }

    /// Reads a body, or says in an API error what is wrong with it.
    init(body: ByteBuffer) throws(APIError) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(body.readableBytesView))
        } catch let DecodingError.keyNotFound(key, _) {
            throw .invalidRequest("the field '\(key.stringValue)' is missing", parameter: key)
        } catch let DecodingError.typeMismatch(_, context) {
            throw Self.wrongType(context)
        } catch let DecodingError.valueNotFound(_, context) {
            throw Self.wrongType(context)
        } catch {
            throw .invalidRequest("the body is not valid JSON")
        }
        for (key, limit) in [
            (CodingKeys.maxTokens, maxTokens), (.maxCompletionTokens, maxCompletionTokens),
        ] {
            guard let limit, limit < 1 else { continue }
            throw .invalidRequest("'\(key.stringValue)' must be at least 1", parameter: key)
        }
    }

    private static func wrongType(_ context: DecodingError.Context) -> APIError {
        guard let key = context.codingPath.first else {
            return .invalidRequest("the body must be a JSON object")
        }
        return .invalidRequest("'\(key.stringValue)' has the wrong type", parameter: key)
    }

    /// The words of all messages: a stand-in for a tokenizer.
    var promptTokens: Int {
        (messages ?? []).reduce(0) { $0 + $1.wordCount }
    }
}

extension ChatRequest {
    /// A message's text, whether a string or a list of parts; anything else counts no words.
    struct Message: Decodable {
        let wordCount: Int

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            let texts =
                if let text = try? container.decode(String.self, forKey: .content) {
                    [text]
                } else if let parts = try? container.decode([Part].self, forKey: .content) {
                    parts.compactMap(\.text)
                } else {
                    [String]()
                }
            wordCount = texts.reduce(0) { $0 + $1.split(whereSeparator: \.isWhitespace).count }
        }

        enum CodingKeys: String, CodingKey { case content }

        struct Part: Decodable { let text: String? }
    }
}
