internal import BenchLanguage
internal import LoadEngine
internal import Measurement

extension Command {
    /// Settings for one statement only.
    static let overrides = "[with SETTING [=] VALUE {, SETTING [=] VALUE}]"

    /// After that time no further request is sent.
    static let timeLimit = "[for [at most] DURATION]"

    static let run = Command(
        forms: [
            "run [single|multi|concurrent] [COUNT] [on TARGET] "
                + "\(timeLimit) \(overrides) [as NAME]"
        ],
        synonyms: ["benchmark", "bench", "test", "send"],
        summary: "send requests to the target and measure them",
        details: "'run' sends one request, 'run 5' five one after another, 'run 10x5' ten, never "
            + "more than five in flight. The words single, multi and concurrent may be added; "
            + "'run concurrent' alone sends twice as many as go at a time. After the time behind "
            + "'for' no further request is sent, and those in flight are waited for; with a time "
            + "and no count, the guard max_runs is the count.",
        examples: [
            "run", "run 3", "run concurrent 4x2", "run 20x2 for at most 30s",
            "run 2 on mock/fast with max_tokens 8 as quick",
        ],
        tellsItsTime: true,
        role: .suite,
        check: { call, check throws(Diagnostic) in
            try check.noteSuite(call, check.expectedDestination(of: call))
            try check.checkDestination(of: call)
            let within = try check.within(call)
            try call.checkTimeLimit()
            let isKnown = check.variables.know(call.count()?.variables ?? [])
            guard
                let size = try Size(call, within.settings, isKnown ? check.variables : nil)
            else { return }
            let span = call.count()?.span ?? call.verb.span
            try within.checkGuard("max_runs", size.requests, "requests", at: span)
            try within.checkGuard("max_concurrency", size.lanes, "in flight", at: span)
        },
        replay: .asWritten,
        action: { call, session in
            let settings = try session.settings(of: call)
            guard let size = try Size(call, settings, session.scope) else { return }
            try size.check(settings, at: call.count()?.span ?? call.verb.span)
            let target = try session.chosenTarget(call)
            let plan = Plan(
                mode: size.mode,
                targets: [target],
                requestsPerTarget: size.requests,
                concurrency: size.lanes,
                timeLimit: try call.timeLimit(session)
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

/// How many requests a `run` sends, how many at a time, and what that is called.
private struct Size {
    let mode: Mode
    let requests: Int
    let lanes: Int

    /// Nil while the count is not known, which is so before the script runs.
    init?(
        _ call: Call,
        _ settings: Settings,
        _ scope: (any Scope)?
    ) throws(Diagnostic) {
        let word = ["single", "multi", "concurrent"].first { call.has($0) }
        var count: (requests: Int, lanes: Int?)?
        if let written = call.count() {
            guard let scope else { return nil }
            count = try written.resolve(using: scope)
        }
        // A time without a count: as many as the guard lets through.
        if count == nil, word != "single", call.duration() != nil {
            count = (
                settings.integer("max_runs"),
                word == "concurrent" ? settings.integer("concurrency") : nil
            )
        }
        switch word {
        case "single":
            guard (count?.requests ?? 1) == 1, (count?.lanes ?? 1) == 1 else {
                throw Self.disagreement("single", call, "'run single' sends one request")
            }
            (mode, requests, lanes) = (.single, 1, 1)
        case "multi":
            guard count?.lanes ?? 1 == 1 else {
                throw Self.disagreement(
                    "multi",
                    call,
                    "'run multi' sends one at a time; write run concurrent"
                )
            }
            (mode, requests, lanes) = (.multi, count?.requests ?? settings.integer("runs"), 1)
        case "concurrent":
            lanes = count?.lanes ?? settings.integer("concurrency")
            (mode, requests) = (.concurrent, count?.requests ?? 2 * lanes)
        default:
            requests = count?.requests ?? 1
            lanes = count?.lanes ?? 1
            mode = lanes > 1 ? .concurrent : requests > 1 ? .multi : .single
        }
    }

    private static func disagreement(
        _ word: String,
        _ call: Call,
        _ help: String
    ) -> Diagnostic {
        .error("the count does not fit '\(word)'", at: call.count()?.span, label: help)
    }

    func check(_ settings: Settings, at span: Span) throws(Diagnostic) {
        try Guard.check("max_runs", requests, "requests", settings, at: span)
        try Guard.check("max_concurrency", lanes, "in flight", settings, at: span)
    }
}

extension Call {
    /// Milliseconds after which no further request is sent; nil without a limit.
    @MainActor
    func timeLimit(_ session: Session) throws(Diagnostic) -> Double? {
        guard let duration = duration() else { return nil }
        let limit = try duration.resolve(using: session.scope)
        try Self.check(limit, at: duration.span)
        return Double(limit.count) / 1e6
    }

    /// A limit that is written out must be a time.
    func checkTimeLimit() throws(Diagnostic) {
        guard let duration = duration(), let limit = duration.literal else { return }
        try Self.check(limit, at: duration.span)
    }

    private static func check(
        _ limit: Nanoseconds,
        at span: Span
    ) throws(Diagnostic) {
        guard limit.count > 0 else {
            throw .error("no request fits into that time", at: span, label: "write for 30s")
        }
    }
}

extension Session {
    /// The target behind `on`, or the one that `use` chose.
    fileprivate func chosenTarget(
        _ call: Call
    ) throws(Diagnostic) -> Target {
        if let operand = call.target(after: "on") {
            return try target(operand.resolve(using: scope), at: operand.span)
        }
        guard let target else { throw Language.noTarget(at: call.verb.span) }
        return target
    }
}
