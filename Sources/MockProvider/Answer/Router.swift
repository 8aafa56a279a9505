import NIOCore
import NIOHTTP1
import Text

/// From a request to its response.
struct Router: Sendable {
    let catalogue: Catalogue

    /// The response to a request; `closes` is whether the connection ends after it.
    func response(
        to head: HTTPRequestHead,
        body: ByteBuffer,
        closes: Bool
    ) -> any ResponseSource {
        do {
            return try route(head, body: body, closes: closes)
        } catch {
            return CompleteResponse(error, closes: closes)
        }
    }

    private func route(
        _ head: HTTPRequestHead,
        body: ByteBuffer,
        closes: Bool
    ) throws(APIError) -> any ResponseSource {
        let path = String(head.uri.prefix { $0 != "?" })
        switch path {
        case "/v1/chat/completions":
            try require(.POST, of: head, path: path)
            return try complete(ChatRequest(body: body), closes: closes)
        case "/v1/models":
            try require(.GET, of: head, path: path)
            return CompleteResponse(json: modelList, closes: closes)
        default:
            throw .unknownPath(path)
        }
    }

    private func require(
        _ method: HTTPMethod,
        of head: HTTPRequestHead,
        path: String
    ) throws(APIError) {
        guard head.method != method else { return }
        throw .methodNotAllowed(head.method.rawValue, path: path, allowed: method.rawValue)
    }

    private func complete(
        _ chat: ChatRequest,
        closes: Bool
    ) throws(APIError) -> any ResponseSource {
        switch catalogue.answer(for: chat.model) {
        case nil:
            throw .unknownModel(chat.model, known: catalogue.names)
        case .script(let script):
            return ScriptedResponse(script)
        case .behaviour(let behaviour, let request):
            let plan = CompletionPlan(chat, behaviour: behaviour, request: request)
            if plan.fault == .rateLimited { throw .rateLimited }
            if plan.fault == .serverError { throw .serverError }
            if chat.stream == true { return CompletionStream(plan, closes: closes) }
            // Without a stream there is no middle for a fault to come in.
            if plan.fault != nil { throw .serverError }
            let completion = Completion(plan)
            return CompleteResponse(json: completion.json, due: completion.due, closes: closes)
        }
    }

    private var modelList: String {
        let models = catalogue.names.map { name in
            "{\"id\":\(JSON.string(name).text),\"object\":\"model\","
                + "\"created\":\(Completion.created),\"owned_by\":\"mock\"}"
        }
        return "{\"object\":\"list\",\"data\":[\(models.joined(separator: ","))]}"
    }
}
