internal import BenchLanguage
internal import LLMClient
internal import Measurement

/// What is known about a script before it runs, statement by statement.
///
/// It finds unknown targets, variables and suites, missing keys and files, and values out of range,
/// before the first request is sent and paid for.
struct Check: Sendable {
    /// The provider that `run` sends to.
    enum Choice: Equatable {
        case none, unknown
        case provider(String)
    }

    /// Settings as they will be where their values are known.
    var settings: Settings
    var registry: Registry
    var variables: KnownVariables
    var target: Choice
    /// Names given to suites by the script itself.
    var suiteNames: Set<String> = []
    /// Whether a statement before this one makes suites.
    var measures = false
    /// Nil where the command itself says at once that there is no such suite.
    private(set) var storedSuites: StoredSuites?
    let surroundings: Surroundings
    /// Whether the script is not to be run, now and here at least.
    let isDry: Bool
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether this place is inside a loop, whose turns may change settings.
    var isInLoop = false
    /// Settings whose value is only known when the script runs.
    private(set) var unknownSettings: Set<String> = []
    /// Providers whose missing key was told.
    private var keyless: Set<String> = []

    static let mostErrors = 10

    /// Suites come in of which nothing is known beforehand.
    mutating func takesInSuites() {
        storedSuites = nil
        measures = true
    }

    /// Remembers the name that the suite will have.
    mutating func noteSuite(_ call: Call) {
        measures = true
        if let name = call.word(.name, after: "as") { suiteNames.insert(name.text) }
    }

    mutating func unknown(_ setting: String) { unknownSettings.insert(setting) }

    /// Settings whose values are known from here on, unless a turn of a loop may change them.
    mutating func settle(_ names: [String]) {
        if isInLoop {
            unknownSettings.formUnion(names)
        } else {
            unknownSettings.subtract(names)
        }
    }

    @MainActor
    init(_ session: Session, storedSuites: StoredSuites?) {
        settings = session.settings
        registry = session.registry
        variables = KnownVariables(
            session.variables,
            environment: session.surroundings.environment,
            keys: session.keyVariables
        )
        target = session.target.map { .provider($0.provider) } ?? .none
        self.storedSuites = storedSuites
        surroundings = session.surroundings
        isDry = session.checksOnly
    }

    /// Keeps a problem; one place is told once, though a loop may come by often.
    mutating func report(_ diagnostic: Diagnostic) {
        guard diagnostics.count < Self.mostErrors else { return }
        let isTold = diagnostics.contains {
            $0.span == diagnostic.span && ($0.span != nil || $0.message == diagnostic.message)
        }
        if !isTold { diagnostics.append(diagnostic) }
    }

    /// Every variable must be defined by then, and none may hold a key.
    mutating func check(_ used: [Variable]) {
        for variable in used {
            do throws(Diagnostic) { try variables.check(variable) } catch { report(error) }
        }
    }

    mutating func check(_ target: Operand<TargetReference>) throws(Diagnostic) {
        guard let written = try known(target), registry.provider(written.provider) == nil else {
            return
        }
        throw Language.unknownProvider(
            written.provider,
            among: registry.providers,
            at: target.span
        )
    }

    /// A suite that is named must be there by then; without a name it is the last one.
    func check(
        _ suite: Operand<SuiteReference>?,
        at span: Span
    ) throws(Diagnostic) {
        guard
            let reference = try suite.map({ (operand) throws(Diagnostic) in try known(operand) })
                ?? .last
        else { return }
        let problem = storedSuites?.problem(
            with: reference,
            at: suite?.span ?? span,
            made: suiteNames,
            measures: measures
        )
        if let problem { throw problem }
    }

    /// Targets, suites and variables wherever they stand in a call.
    mutating func checkNames(in call: Call) {
        let before = diagnostics.count
        check(call.variables)
        guard diagnostics.count == before else { return }
        do throws(Diagnostic) {
            for argument in call.arguments where variables.know(argument.variables) {
                try argument.check(using: variables)
            }
            for target in call.targets() { try check(target) }
            for suite in call.suites() { try check(suite, at: suite.span) }
            try call.condition?.check(knowing: variables.value)
            // `if known` is for a suite that may not be there.
            let mayLack = call.has("known")
            if case .output(_, _, _, let span)? = call.condition, !mayLack {
                try check(nil, at: span)
            }
            let metrics = (call.condition?.metrics ?? []) + (call.expression?.metrics ?? [])
            for metric in metrics {
                if let target = metric.target { try check(target) }
                if !mayLack { try check(metric.suite, at: metric.span) }
            }
        } catch {
            report(error)
        }
    }
}

// What is known of operands.
extension Check {
    /// What an operand means; nil where only the run will tell.
    func known<Content>(_ operand: Operand<Content>) throws(Diagnostic) -> Content? {
        variables.know(operand.variables) ? try operand.resolve(using: variables) : nil
    }

    /// What a value is; nil where only the run will tell.
    func known(_ value: Value) throws(Diagnostic) -> Scalar? {
        variables.know(value.variables) ? try value.resolve(using: variables) : nil
    }

    /// What an expression comes to; nil where only the run will tell.
    func known(_ expression: Expression) throws(Diagnostic) -> Scalar? {
        _ = try expression.dimension(knowing: variables.value)
        guard expression.metrics.isEmpty, variables.know(expression.variables) else { return nil }
        return try expression.evaluate(using: variables) { _ in nil }?.scalar
    }
}

// Where requests go.
extension Check {
    /// Where a `run` sends to must be known and have its key.
    mutating func checkDestination(of call: Call) throws(Diagnostic) {
        if let operand = call.target(after: "on") { return try checkKey(of: operand) }
        switch target {
        case .unknown: break
        case .none: throw Language.noTarget(at: call.verb.span)
        case .provider(let id): try checkKey(ofProvider: id, at: call.verb.span)
        }
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
        guard let provider = registry.provider(id), provider.needsKey,
            provider.keyVariables.allSatisfy({ surroundings.environment[$0] == nil }),
            keyless.insert(id).inserted
        else { return }
        var problem = Language.missingKey(of: provider, at: span)
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
