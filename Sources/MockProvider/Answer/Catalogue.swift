import Synchronization

/// The models of a mock provider and how each answers.
final class Catalogue: Sendable {
    /// How one request is answered.
    enum Answer {
        case behaviour(Behaviour, request: Int)
        case script(ResponseScript)
    }

    private struct Model {
        var behaviour: Behaviour?
        var script: ResponseScript?
        var requests = 0
    }

    private let models: Mutex<[String: Model]>

    init(_ behaviours: [String: Behaviour]) {
        models = Mutex(behaviours.mapValues { Model(behaviour: $0) })
    }

    /// Replaces what a model does and starts its count of requests again.
    func set(_ behaviour: Behaviour, for model: String) {
        models.withLock { $0[model] = Model(behaviour: behaviour) }
    }

    func set(_ script: ResponseScript, for model: String) {
        models.withLock { $0[model] = Model(script: script) }
    }

    func behaviour(of model: String) -> Behaviour? {
        models.withLock { $0[model]?.behaviour }
    }

    var names: [String] {
        models.withLock { $0.keys.sorted() }
    }

    /// The answer to the next request for a model, or nil when there is no such model.
    func answer(for model: String) -> Answer? {
        models.withLock { models in
            guard var entry = models[model] else { return nil }
            defer { models[model] = entry }
            entry.requests += 1
            if let script = entry.script { return .script(script) }
            return entry.behaviour.map { .behaviour($0, request: entry.requests) }
        }
    }
}
