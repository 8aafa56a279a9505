internal import BenchLanguage
internal import LLMClient
internal import LoadEngine
internal import Measurement

extension Command {
    static let compare = Command(
        forms: [
            "compare (providers | TARGET {, TARGET}) [COUNT] \(timeLimit) \(overrides) [as NAME]"
        ],
        synonyms: ["versus", "vs"],
        summary: "send the same prompt to several targets, taking turns",
        details: "The count is for each target: 'compare a, b 5' sends five to each. Every round "
            + "sends one request to each, in rotating order, so that drift hits all alike; '6x2' "
            + "works two rounds at a time. After the time behind 'for' no further round begins. "
            + "'providers' means those whose key is set. A side is called better where p is at most "
            + "5% and the interval leaves out 0, both corrected for the number of pairs (Holm); '~' "
            + "says about how many of each would show a difference of that size.",
        examples: ["compare mock/steady, mock/fast 4", "compare mock, mock/slow 2x2 as pair"],
        tellsItsTime: true,
        role: .suite,
        check: { call, check throws(Diagnostic) in
            try check.noteSuite(call, check.expectedTargets(of: call))
            try call.checkTimeLimit()
            let within = try check.within(call)
            if let count = call.count(), check.variables.know(count.variables) {
                let (requests, lanes) = try count.resolve(using: check.variables)
                try within.checkGuard("max_runs", requests, "requests", at: count.span)
                try within.checkGuard("max_concurrency", lanes ?? 1, "in flight", at: count.span)
            }
            for target in call.targets() { try check.checkKey(of: target) }
            if call.has("providers") {
                try check.checkProviders(2, Self.tooFewProviders(at: call.span))
            }
            guard call.targets().count != 1 else {
                throw .error("a comparison needs two targets or more", at: call.span)
            }
            try check.checkDistinct(call.targets())
        },
        replay: .asWritten,
        action: { call, session in
            let settings = try session.settings(of: call)
            let targets = try session.comparedTargets(call)
            let count = try call.count()?.resolve(using: session.scope)
            let timeLimit = try call.timeLimit(session)
            let requests =
                count?.requests ?? settings.integer(timeLimit == nil ? "runs" : "max_runs")
            let lanes = count?.lanes ?? 1
            let span = call.count()?.span ?? call.verb.span
            try Guard.check("max_runs", requests, "requests", settings, at: span)
            try Guard.check("max_concurrency", lanes, "in flight", settings, at: span)
            let plan = Plan(
                mode: .comparison,
                targets: targets,
                requestsPerTarget: requests,
                concurrency: lanes,
                timeLimit: timeLimit
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

extension Command {
    fileprivate static func tooFewProviders(at span: Span) -> Diagnostic {
        .error(
            "a comparison needs two targets or more",
            at: span,
            label: "fewer than two providers have a key"
        )
    }
}

extension Check {
    /// What a comparison will send to.
    fileprivate func expectedTargets(of call: Call) -> ExpectedTargets {
        call.has("providers") ? .several : ExpectedTargets(call.targets().map(expected))
    }

    /// Targets that are written out must differ, default models filled in.
    fileprivate func checkDistinct(
        _ operands: [Operand<TargetReference>]
    ) throws(Diagnostic) {
        var seen: Set<String> = []
        for operand in operands {
            guard let written = try known(operand) else { continue }
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
    ) throws(Diagnostic) -> [Target] {
        var targets: [Target] = []
        for operand in call.targets() {
            let target = try target(operand.resolve(using: scope), at: operand.span)
            guard !targets.contains(target) else {
                throw .error("\(target) is named twice", at: operand.span, label: "remove one")
            }
            targets.append(target)
        }
        if call.has("providers") {
            targets = providersWithKey.compactMap { provider in
                provider.defaultModel.map {
                    Target(provider: provider.id, model: $0)
                }
            }
        }
        guard targets.count > 1 else {
            if call.has("providers") { throw Command.tooFewProviders(at: call.span) }
            throw .error("a comparison needs two targets or more", at: call.span)
        }
        return targets
    }
}
