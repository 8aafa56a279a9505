internal import BenchLanguage
internal import LLMClient
internal import LoadEngine
internal import Measurement

extension Command {
    static let compare = Command(
        forms: ["compare (providers | TARGET {, TARGET}) [COUNT] \(overrides) [as NAME]"],
        synonyms: ["versus", "vs"],
        summary: "send the same prompt to several targets, taking turns",
        details: "The count is for each target: 'compare a, b 5' sends five to each. Every round "
            + "sends one request to each, in rotating order, so that drift hits all alike; '6x2' "
            + "works two rounds at a time. 'providers' means all that are usable.",
        examples: ["compare mock/steady, mock/fast 4", "compare mock, mock/slow 2x2 as pair"],
        check: { call, check throws(Diagnostic) in
            if let requests = call.count()?.requests.literal, check.isCertain {
                try Guard.check(
                    "max_runs",
                    requests,
                    "requests",
                    check.settings,
                    at: call.count()?.span ?? call.span
                )
            }
            guard call.targets().count != 1 else {
                throw .error("a comparison needs two targets or more", at: call.span)
            }
            try check.checkDistinct(call.targets())
            check.noteSuite(call)
        },
        action: { call, session in
            let settings = try session.settings(of: call)
            let targets = try session.comparedTargets(call)
            let count = try call.count()?.resolve(using: session.scope)
            let requests = count?.requests ?? settings.integer("runs")
            let lanes = count?.lanes ?? 1
            let span = call.count()?.span ?? call.verb.span
            try Guard.check("max_runs", requests, "requests", settings, at: span)
            try Guard.check("max_concurrency", lanes, "in flight", settings, at: span)
            let plan = Plan(
                mode: .comparison,
                targets: targets,
                requestsPerTarget: requests,
                concurrency: lanes
            )
            try await SuiteRunner(
                session: session,
                plan: plan,
                request: settings.request,
                name: call.word(.name, after: "as")?.text,
                span: call.span
            ).run()
        }
    )
}

extension Check {
    /// Targets that are written out must differ, default models filled in.
    fileprivate func checkDistinct(
        _ operands: [Operand<BenchLanguage.Target>]
    ) throws(Diagnostic) {
        var seen: Set<String> = []
        for operand in operands {
            guard let written = operand.literal else { continue }
            let model = written.model ?? registry.provider(written.provider)?.defaultModel
            let name = "\(written.provider)/\(model ?? "")"
            guard seen.insert(name).inserted else {
                throw .error("\(name) is named twice", at: operand.span, label: "remove one")
            }
        }
    }
}

extension Session {
    fileprivate func comparedTargets(
        _ call: Call
    ) throws(Diagnostic) -> [Measurement.Target] {
        var targets: [Measurement.Target] = []
        for operand in call.targets() {
            let target = try target(operand.resolve(using: scope), at: operand.span)
            guard !targets.contains(target) else {
                throw .error("\(target) is named twice", at: operand.span, label: "remove one")
            }
            targets.append(target)
        }
        if call.has("providers") {
            targets = registry.providers.compactMap { provider in
                provider.defaultModel.flatMap { model in
                    provider.kind != .mock && key(of: provider) != nil
                        ? Measurement.Target(provider: provider.id, model: model) : nil
                }
            }
        }
        guard targets.count > 1 else {
            throw .error(
                "a comparison needs two targets or more",
                at: call.span,
                label: call.has("providers") ? "fewer than two providers have a key" : nil
            )
        }
        return targets
    }
}
