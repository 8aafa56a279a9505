internal import BenchLanguage
internal import LLMClient
internal import Measurement

// Where requests go.
extension Check {
    /// Where a `run` sends to must be known and have its key.
    mutating func checkDestination(of call: Call) throws(Diagnostic) {
        if let operand = call.target(after: "on") { return try checkKey(of: operand) }
        switch target {
        case .unknown: break
        case .none: throw Language.noTarget(at: call.verb.span)
        case .target(let id, _): try checkKey(ofProvider: id, at: call.verb.span)
        }
    }

    /// What a written target will be, with the default model filled in; nil where only the run
    /// will tell.
    func expected(_ operand: Operand<TargetReference>) -> Target? {
        (try? known(operand)).flatMap { expected($0.provider, $0.model) }
    }

    /// What a `run` will send to.
    func expectedDestination(of call: Call) -> ExpectedTargets {
        if let operand = call.target(after: "on") { return ExpectedTargets([expected(operand)]) }
        guard case .target(let id, let model) = target else { return .unknown }
        return ExpectedTargets([expected(id, model)])
    }

    private func expected(_ id: String, _ model: String?) -> Target? {
        (model ?? registry.provider(id)?.defaultModel).map { Target(provider: id, model: $0) }
    }

    /// A metric needs a target behind `for` where its suite has several, and one that it ran on.
    func check(
        targetsOf metric: MetricReference,
        mayLack: Bool
    ) throws(Diagnostic) {
        var suite: SuiteReference? = .last
        if let operand = metric.suite { suite = try known(operand) }
        let target = try metric.target.flatMap { (operand) throws(Diagnostic) in
            try known(operand)
        }
        try made.targets(of: suite).check(metric, for: target, mayLack: mayLack)
    }

    /// What the word `providers` means, as far as it is known here.
    var providersWithKey: [Provider] {
        registry.providers.filter { provider in
            provider.defaultModel != nil && keyUses.allow(provider)
                && provider.keyVariables.contains { surroundings.environment[$0] != nil }
        }
    }

    /// There must be so many providers with a key.
    ///
    /// The machine that checks a script need not be the one that runs it, so there it only warns.
    mutating func checkProviders(_ count: Int, _ problem: Diagnostic) throws(Diagnostic) {
        guard providersWithKey.count < count else { return }
        guard isDry else { throw problem }
        var warning = problem
        warning.severity = .warning
        report(warning)
    }

    /// The provider of a target must have its key.
    mutating func checkKey(of target: Operand<TargetReference>) throws(Diagnostic) {
        guard let written = try known(target) else { return }
        try checkKey(ofProvider: written.provider, at: target.span)
    }

    private mutating func checkKey(
        ofProvider id: String,
        at span: Span
    ) throws(Diagnostic) {
        guard let provider = registry.provider(id), provider.needsKey else { return }
        let isSet = provider.keyVariables.contains { surroundings.environment[$0] != nil }
        guard !isSet || !keyUses.allow(provider), keyless.insert(id).inserted else { return }
        var problem =
            isSet
            ? Language.unsaidKey(of: provider, at: span)
            : Language.missingKey(of: provider, at: span)
        // The machine that checks a script need not be the one that runs it.
        guard isDry else { throw problem }
        problem.severity = .warning
        report(problem)
    }

    /// A model that the registry does not list may exist all the same, so this only warns.
    mutating func checkModel(_ model: String, of id: String, at span: Span?) {
        guard let provider = registry.provider(id), !provider.models.isEmpty,
            !provider.models.contains(where: { $0.id == model })
        else { return }
        let near = suggestions(for: model, among: provider.models.map(\.id))
        guard !near.isEmpty else { return }
        report(
            Diagnostic(.warning, "\(id) lists no model '\(model)'", at: span)
                .proposing(near.map { "\(id)/\($0)" })
        )
    }
}
